"""GET /api/search: the same question and the same answer as the search page."""

from __future__ import annotations

from datetime import date
from types import GenericAlias
from typing import TYPE_CHECKING, Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import AfterValidator, BaseModel, Field, StringConstraints, create_model

from kejiting.answers import MAX_LENGTH, AnsweredQuestion, Question, answer, with_meant
from kejiting.question_form.property_labels import LABELS, MOST_CHOSEN, PropertyLabel
from kejiting.search import FACETS, NAMES, Filters, Match, Sort
from kejiting.web.api_errors import NEEDS_LOGIN, WRONG_PARAMETERS
from kejiting.web.api_parameters import Page, without_nul
from kejiting.web.api_shapes import Shape, Url, taken_from
from proposals.parsing import Part

router = Router(tags=["检索"])

FoundPart = Literal[Part, "plan"]


class AskedWords(BaseModel):
    q: Annotated[
        str,
        StringConstraints(strip_whitespace=True, max_length=MAX_LENGTH),
        AfterValidator(without_nul),
        Field(
            description='检索词，可以留空。空格隔开的词都要有；“"…"”是整句；-词 排除；词1 OR 词2 任取其一；可以加括号',
            examples=["技术经纪人"],
        ),
    ] = ""


def _parameter(label: PropertyLabel) -> tuple[Any, Any]:
    examples = [[label.example]] if label.example else None
    return GenericAlias(list, (label.values.type,)), Field(
        [], max_length=MOST_CHOSEN, description=label.description, examples=examples
    )


if TYPE_CHECKING:
    AskedProperties = BaseModel
else:
    AskedProperties = create_model("AskedProperties", **{name: _parameter(LABELS[name]) for name in NAMES})


class AskedFilters(AskedProperties):
    def filters(self) -> Filters:
        return Filters(**{name: getattr(self, name) for name in NAMES})


class Asked(AskedFilters, AskedWords):
    sort: Sort = Field("relevance", description="排序：相关程度、成文日期（新的在前）、提案编号")
    synonyms: Literal["on", "off"] = Field("on", description="off：只查原词，不查同义的说法")
    page: Page = 1
    size: int = Field(10, ge=1, le=50, description="每页多少份答复函或方案")

    def question(self) -> Question:
        return Question(self.q, self.filters(), self.sort, self.page, self.size, synonyms=self.synonyms == "on")


class JumpShape(Shape):
    url: str
    title: str
    why: str = Field(description="为什么列在这里：编号、字号、日期或姓名相符")


class LetterHead(Shape):
    id: int
    doc_number: str | None = Field(description="发文字号")
    letter_title: str | None = taken_from("title", "标题")
    written_on: date | None = Field(description="成文日期")
    url: Url


class PlanHead(Shape):
    id: int
    title: str | None
    url: Url


class HitShape(Shape):
    passage: int = taken_from("id", "段落编号；方案为条目编号")
    part: FoundPart
    recommendation: str | None = Field(description="所属的建议；答复全函的为 null")
    text: str = Field(description="整段原文")
    snippet: str = Field(description="摘录：可直接显示的 HTML，所检词语以 <mark> 标出")
    match: Match = Field(
        description="literal 原文有这些词；heading 只有所属建议的标题有，排在后面；letter 各词分在该函不同段落；synonym 同义词；near 相近"
    )
    url: str


class Item(Shape):
    letter: LetterHead | None = Field(description="答复函；是方案时为 null")
    plan: PlanHead | None = Field(description="方案；是答复函时为 null")
    hits: list[HitShape]


class FacetShape(Shape):
    value: str
    count: int = Field(description="答复函份数")


if TYPE_CHECKING:
    Facets = BaseModel
else:
    Facets = create_model("Facets", **{facet.name: (list[FacetShape], ...) for facet in FACETS})


class WordingShape(Shape):
    word: str = Field(description="检索词")
    other: str = Field(description="同义的说法，或改名以后的名称")
    note: str


class SearchAnswer(BaseModel):
    count: int = Field(description="答复函和方案份数，不含相近的")
    passages: int = Field(description="段落数，不含相近的")
    jumps: list[JumpShape] = Field(description="检索词本身是编号、字号、日期或姓名时，它所指的答复函和人")
    wordings: list[WordingShape] = Field(description="也查了的同义说法；只由它们找到的段落不计数，match 为 synonym")
    items: list[Item]
    facets: Facets
    notice: str | None = Field(
        description="检索目录正在重建、由数据库代答，或者数据库主机连不上时，说明可能少了什么；平时为 null"
    )


@router.get(
    "/search",
    response={200: SearchAnswer, **NEEDS_LOGIN, **WRONG_PARAMETERS},
    operation_id="search",
    summary="检索答复函和方案",
    description="按答复函分组，逐段列出。检索词可以留空，只用筛选条件时按日期从新到旧列出。"
    "同一个条件可以给出几次（year=2020&year=2025），有其一即可；各条件都要符合。"
    "facets 里各条件的份数不受它自己影响，每项至多列出一百个值。",
)
def search(request: HttpRequest, asked: Query[Asked]) -> SearchAnswer:
    return _answer_shape(with_meant(answer(asked.question())))


def _answer_shape(found: AnsweredQuestion) -> SearchAnswer:
    facets = {
        name: [FacetShape.model_validate(one) for one in found.facets.get(name, ())] for name in Facets.model_fields
    }
    return SearchAnswer(
        count=found.count,
        passages=found.passages,
        jumps=[JumpShape.model_validate(jump) for jump in found.jumps],
        wordings=[WordingShape.model_validate(wording) for wording in found.wordings],
        items=[Item.model_validate(document) for document in found.documents],
        facets=Facets(**facets),
        notice=found.notice,
    )
