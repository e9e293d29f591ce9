"""The shapes of commitments in the API."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, Field

from kejiting.web.api_shapes import Shape, taken_from
from measures.commitments.rows import BoardRow
from proposals.named_letter import NamedLetter


class SignShape(BaseModel):
    words: str = Field(description="原文的词语")
    reason: str = Field(description="为什么据此这样归类")


class CommitmentShape(BaseModel):
    id: int
    words: str = Field(description="承诺的原文；没有改动的等于全文 text[start:end]")
    what: str = Field(description="做什么")
    lead: str | None = Field(description="所在列表的总领句，如“下一步将做好以下工作：”；不在列表里的为 null")
    lead_start: int | None = Field(description="总领句在答复函全文中的起点")
    lead_end: int | None = Field(description="总领句在答复函全文中的终点")
    actor: str | None = Field(description="谁来做；null 为发文机关自己")
    partners: str | None = Field(description="会同哪些单位")
    due: str | None = Field(description="时限，用原文的词语")
    due_on: date | None = Field(description="最迟哪一天；推算不出的为 null")
    checkable: str = Field(description="number_or_date 有数量或时限，deliverable 有具体成果，vague 只有方向")
    signs: list[SignShape] = Field(description="可否核对的依据")
    state: str = Field(description="open 待落实，under_way 有进展，done 已落实，changed 调整或终止")
    overdue: bool = Field(description="已过时限，且没有认定为已落实、调整或终止")
    origin: str = Field(description="rule 规则识别，person 人工认定")
    set_aside: bool = Field(description="有人认定不是承诺")
    citation: str = Field(description="出处")
    letter: NamedLetter
    passage: int | None = Field(description="段落编号；原文已改的为 null")
    start: int | None = Field(description="在答复函全文中的起点")
    end: int | None = Field(description="在答复函全文中的终点")
    url: str

    @classmethod
    def of(cls, row: BoardRow) -> CommitmentShape:
        return cls.model_validate(_values(row))


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
    verdicts: list[VerdictShape] = Field(description="是不是承诺的人工认定，先认定的在前")

    @classmethod
    def of(cls, row: BoardRow) -> CommitmentAnswer:
        return cls.model_validate({**_values(row), "steps": row.steps, "verdicts": list(row.commitment.reviews.all())})


class CommitmentPage(BaseModel):
    count: int = Field(description="全部项数，不只本页")
    states: dict[str, int] = Field(description="不论状态，其他条件都符合的，各种状态各有多少项")
    overdue: int = Field(description="其中已过时限的项数")
    items: list[CommitmentShape]


def _values(row: BoardRow) -> dict[str, object]:
    one, passage = row.commitment, row.commitment.passage
    return {
        **{name: getattr(one, name) for name in ("id", "lead", "actor", "partners", "due", "due_on")},
        "words": one.wording,
        "what": one.action,
        "checkable": one.verifiability,
        "signs": one.cues,
        "state": row.state.value,
        "overdue": row.is_late,
        "origin": one.origin,
        "set_aside": one.is_dismissed,
        "citation": row.citation,
        "letter": one.letter,
        "passage": one.passage_id,
        "start": passage.start + one.start if passage else None,
        "end": passage.start + one.end if passage else None,
        "lead_start": one.lead_start if passage else None,
        "lead_end": one.lead_end if passage else None,
        "url": one.get_absolute_url(),
    }
