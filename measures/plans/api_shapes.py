"""The shapes of plans in the API: as they were read (`load_plan --json`), each target with how far letters report it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from kejiting.web.api_shapes import Shape, Url
from measures.extraction.parsed import Comparator, Level
from measures.extraction.shape import plan_shape
from measures.models import Plan
from measures.plans.rows import TargetRow, lines_of
from measures.plans.target_evidence import Reported
from measures.records.recall import to_parsed

StandingName = Literal[
    "exceeded", "met", "within", "not_yet", "below", "above", "open", "offered", "unreported", "superseded"
]


class PlanRow(Shape):
    id: int
    title: str | None = Field(description="标题")
    issuer: str | None = Field(description="发文机关")
    issued_on: date | None = Field(description="印发日期")
    doc_number: str | None = Field(description="发文字号")
    url: Url


class PlanPage(BaseModel):
    count: int = Field(description="全部份数，不只本页")
    items: list[PlanRow]


class SectionShape(BaseModel):
    number: str = Field(description="一、二……；节连同章号：一（二）")
    title: str


class MeasureShape(BaseModel):
    number: int | None = Field(description="措施序号，如原文所写")
    section: str | None = Field(description="所在的章节")
    text: str


class TargetShape(BaseModel):
    section: str = Field(description="所在的章节；在措施里的，连同措施序号：三2")
    text: str = Field(description="如原文所写")
    indicator: str = Field(description="指标")
    comparator: Comparator = Field(description="要求；range 为区间，其余各种 low 与 high 相等")
    low: float
    high: float
    unit: str = Field(description="基本单位：50亿元 记作 5000000000 元")
    due: str | None = Field(description="期限")


class PlanProblemShape(BaseModel):
    field: str
    message: str


class ItemShape(Shape):
    id: int = Field(description="条目编号")
    level: Level = Field(description="chapter 章，section 节，measure 措施，paragraph 段")
    path: str = Field(description="编号，如 一、一（二）、三2")
    title: str | None
    text: str = Field(description="等于全文 text[start:end]")
    start: int
    end: int
    url: Url


class LinkedFigure(BaseModel):
    id: int
    printed: str = Field(description="原文数字")
    counted: str | None = Field(description="计什么，用原文的词语")
    low: float = Field(description="下限，按基本单位")
    high: float = Field(description="上限")
    unit: str
    hedge: str | None = Field(description="修饰：余、累计、不低于")
    period: str | None = Field(description="时期")
    letter: int = Field(description="答复函编号")
    written_on: date | None = Field(description="答复函的成文日期")
    standing: StandingName = Field(description="单按这个数据的状态")
    decides: bool = Field(description="目标的状态是否按它判断")
    notes: list[str] = Field(description="比较时须注意之处")
    url: str

    @classmethod
    def of(cls, one: Reported, *, decides: bool) -> LinkedFigure:
        figure = one.figure
        own = ("id", "printed", "counted", "low", "high", "unit", "hedge", "period")
        return cls.model_validate(
            {
                **{name: getattr(figure, name) for name in own},
                "letter": figure.letter_id,
                "written_on": one.written_on,
                "standing": str(one.standing),
                "decides": decides,
                "notes": list(one.notes),
                "url": figure.get_absolute_url(),
            }
        )


class TargetOnBoard(TargetShape):
    id: int
    url: str
    standing: StandingName = Field(description="按答复函报告的数据；unreported 只说库中没有报告，不说没有完成")
    standing_label: str = Field(description="状态的中文说法")
    notes: list[str] = Field(description="状态须注意之处")
    superseded: str | None = Field(description="不再适用的理由；仍适用的为 null")
    figures: list[LinkedFigure] = Field(description="编辑认定对应的数据，新的在前")
    is_offered: bool = Field(description="有没有可能对应、尚待认定的数据")


class PlanOnBoard(PlanRow):
    period: str | None = Field(description="规划期")
    cites: list[str] = Field(description="所依据的文件")
    sections: list[SectionShape] = Field(description="章和节")
    principles: list[str] = Field(description="基本原则")
    measures: list[MeasureShape] = Field(description="逐条措施")
    targets: list[TargetOnBoard] = Field(description="量化目标")
    problems: list[PlanProblemShape] = Field(description="原文缺写或存疑之处")
    text: str = Field(description="全文")
    items: list[ItemShape] = Field(description="可检索的各条，按原文先后")

    @classmethod
    def of(cls, plan: Plan) -> PlanOnBoard:
        read = plan_shape(to_parsed(plan))
        targets = [{**target, **_on_board(line)} for target, line in zip(read["targets"], lines_of(plan), strict=True)]
        own = {"id": plan.pk, "url": plan.get_absolute_url(), "text": plan.public_text, "items": list(plan.items.all())}
        return cls.model_validate({**read, **own, "targets": targets})


def _on_board(line: TargetRow) -> dict[str, object]:
    target = line.target
    return {
        "id": target.pk,
        "url": target.get_absolute_url(),
        "standing": str(line.standing),
        "standing_label": str(line.standing.label),
        "notes": list(line.notes),
        "superseded": target.superseded.reason if line.is_superseded else None,
        "figures": [LinkedFigure.of(one, decides=one in line.deciding) for one in line.reported],
        "is_offered": line.is_offered,
    }
