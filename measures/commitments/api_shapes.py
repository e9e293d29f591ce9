"""The shapes of commitments in the API."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field

from kejiting.web.api_shapes import Called, Shape, taken_from
from proposals.named_letter import NamedLetter


class SignShape(BaseModel):
    words: str = Field(description="原文的词语")
    reason: str = Field(description="为什么据此这样归类")


Start = BeforeValidator(lambda span: span and span.start)
End = BeforeValidator(lambda span: span and span.end)


class CommitmentShape(Shape):
    id: int = taken_from("commitment.pk")
    words: str = taken_from("commitment.wording", "承诺的原文；没有改动的等于全文 text[start:end]")
    what: str = taken_from("commitment.action", "做什么")
    lead: str | None = taken_from(
        "commitment.lead", "所在列表的总领句，如“下一步将做好以下工作：”；不在列表里的为 null"
    )
    lead_start: Annotated[int | None, taken_from("commitment.lead_span", "总领句在答复函全文中的起点"), Start]
    lead_end: Annotated[int | None, taken_from("commitment.lead_span", "总领句在答复函全文中的终点"), End]
    actor: str | None = taken_from("commitment.actor", "谁来做；null 为发文机关自己")
    partners: str | None = taken_from("commitment.partners", "会同哪些单位")
    due: str | None = taken_from("commitment.due", "时限，用原文的词语")
    due_on: date | None = taken_from("commitment.due_on", "最迟哪一天；推算不出的为 null")
    checkable: str = taken_from(
        "commitment.verifiability", "number_or_date 有数量或时限，deliverable 有具体成果，vague 只有方向"
    )
    signs: list[SignShape] = taken_from("commitment.cues", "可否核对的依据")
    state: str = Field(description="open 待落实，under_way 有进展，done 已落实，changed 调整或终止")
    overdue: bool = taken_from("is_late", "已过时限，且没有认定为已落实、调整或终止")
    origin: str = taken_from("commitment.origin", "rule 规则识别，person 人工认定")
    set_aside: bool = taken_from("commitment.is_dismissed", "有人认定不是承诺")
    citation: str = taken_from("commitment.citation", "出处")
    letter: NamedLetter = taken_from("commitment.letter")
    passage: int | None = taken_from("commitment.passage_id", "段落编号；原文已改的为 null")
    start: Annotated[int | None, taken_from("commitment.span", "在答复函全文中的起点"), Start]
    end: Annotated[int | None, taken_from("commitment.span", "在答复函全文中的终点"), End]
    url: Annotated[str, taken_from("commitment.get_absolute_url"), Called]


class StepShape(Shape):
    state: str = Field(description="认定的状态")
    reason: str = Field(description="说明")
    quoted: str = taken_from("quote_for_readers", "佐证原文，引用时的样子；佐证所在的答复函已撤下、那一段已删去的为空")
    cited: str = Field(description="佐证出处，引用时的样子")
    passage: int | None = taken_from("evidence_id", "佐证的段落编号；已不在库中的为 null")
    at: datetime = Field(description="时间")


class VerdictShape(Shape):
    deed: str = taken_from("action", "added 认定为承诺，set_aside 认定不是承诺，restored 恢复为承诺")
    reason: str = Field(description="理由；added 的为空")
    at: datetime = Field(description="时间")


class CommitmentAnswer(CommitmentShape):
    steps: list[StepShape] = Field(description="进展，先认定的在前")
    verdicts: Annotated[
        list[VerdictShape],
        taken_from("commitment.reviews.all", "是不是承诺的人工认定，先认定的在前"),
        BeforeValidator(lambda reviews: list(reviews())),
    ]


class CommitmentPage(BaseModel):
    count: int = Field(description="全部项数，不只本页")
    states: dict[str, int] = Field(description="不论状态，其他条件都符合的，各种状态各有多少项")
    overdue: int = Field(description="其中已过时限的项数")
    items: list[CommitmentShape]
