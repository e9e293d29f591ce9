"""The shapes of plans in the API; their fields are those that `load_plan --json` prints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel, Field

from measures.extraction.parsed import Comparator, Level
from measures.extraction.shape import plan_shape
from measures.models import Plan, PlanItem
from measures.recall import as_parsed


class PlanRow(BaseModel):
    id: int
    title: str | None = Field(description="标题")
    issuer: str | None = Field(description="发文机关")
    issued_on: date | None = Field(description="印发日期")
    doc_number: str | None = Field(description="发文字号")
    url: str

    @classmethod
    def of(cls, plan: Plan) -> PlanRow:
        return cls(
            id=plan.pk,
            title=plan.title,
            issuer=plan.issuer,
            issued_on=plan.issued_on,
            doc_number=plan.doc_number,
            url=plan.get_absolute_url(),
        )


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


class ProblemShape(BaseModel):
    field: str
    message: str


class ItemShape(BaseModel):
    id: int = Field(description="条目编号")
    level: Level = Field(description="chapter 章，section 节，measure 措施，paragraph 段")
    path: str = Field(description="编号，如 一、一（二）、三2")
    title: str | None
    text: str = Field(description="等于全文 text[start:end]")
    start: int
    end: int
    url: str

    @classmethod
    def of(cls, item: PlanItem) -> ItemShape:
        fields = {name: getattr(item, name) for name in ("id", "level", "path", "title", "text", "start", "end")}
        return cls.model_validate({**fields, "url": item.get_absolute_url()})


class PlanAnswer(PlanRow):
    period: str | None = Field(description="规划期")
    cites: list[str] = Field(description="所依据的文件")
    sections: list[SectionShape] = Field(description="章和节")
    principles: list[str] = Field(description="基本原则")
    measures: list[MeasureShape] = Field(description="逐条措施")
    targets: Sequence[TargetShape] = Field(description="量化目标")
    problems: list[ProblemShape] = Field(description="原文缺写或存疑之处")
    text: str = Field(description="全文")
    items: list[ItemShape] = Field(description="可检索的各条，按原文先后")

    @classmethod
    def of(cls, plan: Plan) -> PlanAnswer:
        items = [ItemShape.of(item) for item in plan.items.all()]
        own = {"id": plan.pk, "url": plan.get_absolute_url(), "text": plan.text, "items": items}
        return cls.model_validate({**plan_shape(as_parsed(plan)), **own})
