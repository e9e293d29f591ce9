"""GET /api/suggest: help while typing, from the base alone."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from kejiting.answers import MAX_LENGTH
from kejiting.answers.suggestions import Kind, suggest
from kejiting.web.api_errors import NEEDS_LOGIN, WRONG_PARAMETERS
from kejiting.web.api_parameters import without_nul

router = Router(tags=["检索"])


class Typed(BaseModel):
    q: Annotated[
        str,
        StringConstraints(strip_whitespace=True, max_length=MAX_LENGTH),
        AfterValidator(without_nul),
        Field(description="已经打出的字", examples=["whf"]),
    ] = ""


class SuggestionShape(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    text: str = Field(description="可以检索的词语")
    kind: Kind = Field(
        description="doc_number 发文字号；index_number 索引号；number 提案、建议编号；name 提出人；topic 主题；indicator 指标；agency 发文机关；ask 建议或题目"
    )
    label: str = Field(description="说明：是什么，或属于哪一份答复函")
    url: str | None = Field(description="所在的页；同样的题目有多处时为 null")


class Suggestions(BaseModel):
    items: list[SuggestionShape] = Field(description="至多八条")


@router.get(
    "/suggest",
    response={200: Suggestions, **NEEDS_LOGIN, **WRONG_PARAMETERS},
    operation_id="suggest",
    url_name="suggest",
    summary="打字时的提示",
    description="姓名（也可打拼音、首字母）、编号、发文字号、索引号、主题、指标、发文机关、建议，只提示已发布的答复函里有的。",
)
def suggestions(request: HttpRequest, typed: Query[Typed]) -> Suggestions:
    return Suggestions(items=[SuggestionShape.model_validate(one) for one in suggest(typed.q)])
