"""POST /api/search: a whole proposal, too long for an address, asked part by part."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Query
from pydantic import AfterValidator, BaseModel, Field, StringConstraints
from pydantic_core import PydanticCustomError

from kejiting.answers.parts import AnsweredPart, answer_parts
from kejiting.search_pages.api import AskedFilters, Item, router
from kejiting.search_pages.long_questions import LONGEST
from kejiting.search_pages.matters import Matter, matters_of
from kejiting.text.unreadable import UnreadableFile
from kejiting.web.api_errors import NEEDS_LOGIN, WRONG_PARAMETERS
from kejiting.web.api_parameters import without_nul
from measures.commitments.api_shapes import CommitmentShape
from measures.extraction.trial import expect_readable
from measures.figures.api_shapes import LedgerFigureShape

# of the address, with both of its methods
__all__ = ["router"]


def _readable(text: str) -> str:
    try:
        expect_readable(text)
    except UnreadableFile as error:
        raise PydanticCustomError("unreadable", "{reason}", {"reason": str(error).rstrip("。")}) from error
    return text


class AskedProposal(BaseModel):
    q: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST),
        AfterValidator(without_nul),
        AfterValidator(_readable),
        Field(description="整篇建议、提案，或者其中几条", examples=["一、建设概念验证中心。二、设立转化基金。"]),
    ]


class MetTopic(BaseModel):
    name: str
    url: str


class PartShape(BaseModel):
    text: str = Field(description="这一部分的文字")
    headings: list[str] = Field(description="它上面单独成行的标题")
    items: list[Item] = Field(description="最相近的答复函和方案，match 都是 near；没有相近的为空")
    topics: list[MetTopic] = Field(description="这一部分提到的主题")
    figures: list[LedgerFigureShape] = Field(description="同一事项的指标各自最近的数据，都经人工认定")
    commitments: list[CommitmentShape] = Field(description="同一事项还没有了结的承诺")

    @classmethod
    def of(cls, part: AnsweredPart, matter: Matter) -> PartShape:
        latest = [row.latest for row in matter.indicators if row.latest]
        return cls(
            text=part.text,
            headings=list(part.headings),
            items=[Item.model_validate(document) for document in part.documents],
            topics=[MetTopic(name=topic.name, url=topic.get_absolute_url()) for topic in matter.topics],
            figures=[LedgerFigureShape.model_validate(figure) for figure in latest if figure.passage],
            commitments=[CommitmentShape.model_validate(row) for row in matter.promises],
        )


class PartsAnswer(BaseModel):
    parts: list[PartShape] = Field(description="按编号、段落分开的各部分，先后同原文")
    notice: str | None = Field(description="检索目录正在重建时为说明，这时没有相近的段落；平时为 null")


@router.post(
    "/search",
    response={200: PartsAnswer, **NEEDS_LOGIN, **WRONG_PARAMETERS},
    operation_id="search_by_parts",
    summary="用整篇建议检索",
    description="按编号和段落分开，逐部分列出最相近的段落、同一事项的数据和承诺。不保存。",
)
def search_by_parts(request: HttpRequest, proposal: AskedProposal, asked: Query[AskedFilters]) -> PartsAnswer:
    answered = answer_parts(proposal.q, asked.filters())
    matters = matters_of(answered.parts)
    return PartsAnswer(
        parts=[PartShape.of(part, matter) for part, matter in zip(answered.parts, matters, strict=True)],
        notice=answered.notice,
    )
