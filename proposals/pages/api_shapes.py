"""The shapes of letters in the API; their fields are those that `ingest_letters --json` prints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal, cast

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from kejiting.text.clean import strip_whitespace
from kejiting.web.api_shapes import Shape, Url, taken_from
from measures.models import Figure
from proposals.models import ReplyLetter
from proposals.parsing import Body, DocumentType, Kind, Part, letter_shape
from proposals.records import to_parsed


class LetterRow(BaseModel):
    id: int
    doc_number: str | None = Field(description="发文字号")
    letter_title: str | None = Field(description="标题")
    number: str | None = Field(description="提案编号，如原文所写；并案答复的，为领头一件的")
    delegates: list[str] = Field(description="提出人，按署名先后；并案答复的，为各件的")
    written_on: date | None = Field(description="成文日期")
    document_type: DocumentType = Field(description="文种：答复、会办意见")
    url: str

    @classmethod
    def of(cls, letter: ReplyLetter) -> LetterRow:
        proposals = [answer.proposal for answer in letter.answers.all()]
        names = [signature.name for proposal in proposals for signature in proposal.signatures.all()]
        return cls(
            id=letter.pk,
            doc_number=letter.doc_number,
            letter_title=letter.title,
            number=proposals[0].number if proposals else None,
            delegates=list(dict.fromkeys(names)),
            written_on=letter.written_on,
            document_type=cast(DocumentType, letter.document_type),
            url=letter.get_absolute_url(),
        )


class LetterPage(BaseModel):
    count: int = Field(description="全部份数，不只本页")
    items: list[LetterRow]


class SessionShape(BaseModel):
    body: Body
    place: str = Field(description="如原文所写：省、马关县")
    term: int = Field(description="届")
    meeting: int | None = Field(description="次")


class Section(BaseModel):
    kind: Literal["measures", "outcomes", "next_steps"]
    items: list[str]


class Sentence(BaseModel):
    kind: Literal["measures", "outcomes"]
    text: str


class ProseSection(BaseModel):
    kind: Literal["prose"] = Field(description="没有小标题的答复")
    items: list[str]
    sentences: list[Sentence] = Field([], description="其中讲举措、讲成效的句子")


AnySection = Annotated[Section | ProseSection, Field(discriminator="kind")]


class RecommendationShape(BaseModel):
    title: str | None = Field(description="逐条建议；全函不分条的为 null")
    sections: list[AnySection]


class FigureShape(Shape):
    text: Annotated[str, taken_from("printed", "如原文所写"), AfterValidator(strip_whitespace)]
    value: float = taken_from("low", "按基本单位：3.2亿元 记作 320000000；区间的为下限")
    low: float
    high: float = Field(description="不是区间的与 low 相等")
    unit: str = Field(description="基本单位：元、人、%")
    indicator: str | None = taken_from("counted", "计什么，用原文的词语")
    hedge: str | None = Field(description="修饰：余、累计、不低于")
    period: str | None = Field(description="时期：2024年、每年")
    scope: str | None = Field(description="范围：18家")
    start: int = taken_from("span.start", "在全文中的起点")
    end: int = taken_from("span.end", "在全文中的终点")


class ProblemShape(BaseModel):
    field: str
    message: str


class PassageShape(Shape):
    id: int = Field(description="段落编号，重新识别后不变")
    part: Part
    recommendation: Annotated[str | None, BeforeValidator(lambda ask: ask and ask.title)] = Field(
        description="所属的建议；属于全函的为 null"
    )
    text: str = Field(description="等于全函 text[start:end]")
    start: int
    end: int
    origin: Literal["rule", "person"] = Field(description="rule 规则识别，person 人工改定")
    url: Url


class LetterAnswer(BaseModel):
    id: int
    url: str
    letter_title: str | None = Field(description="标题")
    index_number: str | None = Field(description="索引号")
    category: str | None = Field(description="分类")
    agency: str | None = Field(description="发文机关")
    doc_number: str | None = Field(description="发文字号")
    written_on: date | None = Field(description="成文日期")
    published_on: date | None = Field(description="发布日期")
    kind: Kind | None = Field(description="提案种类")
    session: SessionShape | None = Field(description="届次")
    number: str | None = Field(description="提案编号，如原文所写")
    delegates: list[str] = Field(description="提出人，按署名先后")
    proposal_title: str | None = Field(description="提案题目")
    handling_class: str | None = Field(description="办理类别 A–D")
    handling_role: str | None = Field(description="办理角色：主办、会办、分办")
    document_type: DocumentType = Field(description="文种：答复，或者会办单位送给主办单位的会办意见")
    addressee: str | None = Field(description="主送单位；答复代表和委员的为 null")
    recommendations: list[RecommendationShape] = Field(description="逐条建议和答复")
    letter_sections: list[AnySection] = Field(description="答复全函的下一步")
    figures: list[FigureShape] = Field(description="数据")
    problems: list[ProblemShape] = Field(description="原文缺写或存疑之处")
    text: str = Field(description="全文；联系人姓名和电话已遮去，字数不变")
    passages: list[PassageShape] = Field(description="可检索的各段，按原文先后")

    @classmethod
    def of(cls, letter: ReplyLetter, figures: Sequence[Figure]) -> LetterAnswer:
        own = {
            "id": letter.pk,
            "url": letter.get_absolute_url(),
            "handling_class": letter.handling_class,
            "handling_role": letter.handling_role,
            "text": letter.public_text,
            "passages": list(letter.passages.all()),
            "figures": figures,
        }
        return cls.model_validate({**letter_shape(to_parsed(letter)), **own})
