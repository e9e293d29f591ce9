"""The shapes of indicators in the API."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field

from kejiting.web.api_shapes import Called, Shape, taken_from
from measures.figures.api_shapes import LedgerFigureShape

Printed = Annotated[str | None, BeforeValidator(lambda figure: figure and figure.printed)]


class IndicatorListed(Shape):
    id: int = taken_from("indicator.pk")
    name: str = taken_from("indicator.name", "名称")
    unit: str = taken_from("indicator.unit", "基本单位")
    figures: int = Field(description="数据个数")
    latest: Printed = Field(description="最近的数据，原文数字；不含计划数")
    latest_on: Annotated[date | None, BeforeValidator(lambda figure: figure and figure.letter.written_on)] = taken_from(
        "latest", "最近的数据所在答复函的成文日期"
    )
    planned: Printed = Field(description="最近的计划数，原文数字")
    planned_for: date | None = taken_from("due", "计划数要在哪一天达到；原文没有写明的为 null")
    open_checks: int = taken_from("doubts", "还没有核对的疑点个数")
    url: Annotated[str, taken_from("indicator.get_absolute_url"), Called]


class IndicatorPage(BaseModel):
    count: int = Field(description="全部个数，不只本页")
    items: list[IndicatorListed]


class GrowthShape(Shape):
    difference: float = Field(description="较序列中上一个数据（可能在下一页）增加多少，按基本单位")
    percent: float | None = Field(description="增加百分之几；上一个为 0 的为 null")
    days: int = Field(description="相隔天数")


class PointShape(Shape):
    on: date | None = Field(
        description="数据截至哪一天，原文和答复函都没有写明的为 null；计划数为要在哪一天达到，原文没有写明的为 null"
    )
    citation: str = Field(description="出处")
    growth: GrowthShape | None = Field(description="与上一个数据不可比的为 null")
    figure: LedgerFigureShape


class SeriesShape(Shape):
    label: str = Field(description="序列：范围和时期的种类相同的数据")
    is_planned: bool = Field(description="true：计划数")
    points: list[PointShape] = Field(description="时间早的在前")


class ReviewShape(Shape):
    closes: bool = taken_from("resolved", "true：核对完毕；false：重新打开")
    reason: str = Field(description="理由")
    at: datetime = Field(description="时间")


class CheckShape(Shape):
    id: int = taken_from("check.pk")
    kind: str = taken_from("check.kind", "differs、unchanged、sum、percent 等")
    label: Annotated[str, taken_from("check.get_kind_display", "请核口径、数值未更新、合计对不上等"), Called]
    says: str = taken_from("check.message", "说明")
    closed: bool = Field(description="已核对")
    figures: list[int] = Field(description="数据编号")
    steps: list[ReviewShape] = Field(description="核对记录；指定了日期的，只有到那天为止的")
    url: Annotated[str, taken_from("check.get_absolute_url"), Called]


class IndicatorAnswer(BaseModel):
    id: int
    name: str = Field(description="名称")
    unit: str = Field(description="基本单位")
    note: str = Field(description="口径说明")
    wordings: list[str] = Field(description="各种说法")
    as_of: date | None = Field(description="只看这一天为止成文的答复函；未指定的为 null")
    page: int = Field(description="第几页")
    size: int = Field(description="每页多少个数据")
    count: int = Field(description="全部数据个数，不只本页")
    series: list[SeriesShape] = Field(description="本页的数据，按序列；截至日期新的在前面的页")
    has_more: bool = Field(description="true：后面还有")
    open_checks: list[CheckShape] = Field(description="还没有核对的")
    closed_checks: list[CheckShape] = Field(description="已核对的")
    url: str
