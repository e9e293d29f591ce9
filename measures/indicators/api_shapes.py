"""The shapes of indicators in the API."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, Field

from measures.extraction.checks import Growth
from measures.figures.api_shapes import LedgerFigureShape
from measures.indicators.check_rows import CheckRow, reviews_as_of
from measures.indicators.list_rows import IndicatorRow
from measures.indicators.series import DatedFigure, Series


class IndicatorListed(BaseModel):
    id: int
    name: str = Field(description="名称")
    unit: str = Field(description="基本单位")
    figures: int = Field(description="数据个数")
    latest: str | None = Field(description="最近的数据，原文数字；不含计划数")
    latest_on: date | None = Field(description="最近的数据所在答复函的成文日期")
    planned: str | None = Field(description="最近的计划数，原文数字")
    planned_for: date | None = Field(description="计划数要在哪一天达到；原文没有写明的为 null")
    open_checks: int = Field(description="还没有核对的疑点个数")
    url: str

    @classmethod
    def of(cls, row: IndicatorRow) -> IndicatorListed:
        latest = row.latest
        return cls(
            id=row.indicator.pk,
            name=row.indicator.name,
            unit=row.indicator.unit,
            figures=row.figures,
            latest=latest.printed if latest else None,
            latest_on=latest.letter.written_on if latest else None,
            planned=row.planned.printed if row.planned else None,
            planned_for=row.due,
            open_checks=row.doubts,
            url=row.indicator.get_absolute_url(),
        )


class IndicatorPage(BaseModel):
    count: int = Field(description="全部个数，不只本页")
    items: list[IndicatorListed]


class GrowthShape(BaseModel):
    difference: float = Field(description="较序列中上一个数据（可能在下一页）增加多少，按基本单位")
    percent: float | None = Field(description="增加百分之几；上一个为 0 的为 null")
    days: int = Field(description="相隔天数")

    @classmethod
    def of(cls, growth: Growth) -> GrowthShape:
        percent = float(growth.percent) if growth.percent is not None else None
        return cls(difference=float(growth.difference), percent=percent, days=growth.days)


class PointShape(BaseModel):
    on: date | None = Field(
        description="数据截至哪一天，原文和答复函都没有写明的为 null；计划数为要在哪一天达到，原文没有写明的为 null"
    )
    citation: str = Field(description="出处")
    growth: GrowthShape | None = Field(description="与上一个数据不可比的为 null")
    figure: LedgerFigureShape

    @classmethod
    def of(cls, point: DatedFigure) -> PointShape:
        figure = point.figure
        if figure.passage is None:
            raise ValueError("a point stands in a passage")
        return cls(
            on=point.on,
            citation=point.citation,
            growth=GrowthShape.of(point.growth) if point.growth else None,
            figure=LedgerFigureShape.of(figure, figure.passage),
        )


class SeriesShape(BaseModel):
    label: str = Field(description="序列：范围和时期的种类相同的数据")
    is_planned: bool = Field(description="true：计划数")
    points: list[PointShape] = Field(description="时间早的在前")

    @classmethod
    def of(cls, line: Series) -> SeriesShape:
        return cls(label=line.label, is_planned=line.is_planned, points=[PointShape.of(point) for point in line.points])


class ReviewShape(BaseModel):
    closes: bool = Field(description="true：核对完毕；false：重新打开")
    reason: str = Field(description="理由")
    at: datetime = Field(description="时间")


class CheckShape(BaseModel):
    id: int
    kind: str = Field(description="differs、unchanged、sum、percent 等")
    label: str = Field(description="请核口径、数值未更新、合计对不上等")
    says: str = Field(description="说明")
    closed: bool = Field(description="已核对")
    figures: list[int] = Field(description="数据编号")
    steps: list[ReviewShape] = Field(description="核对记录；指定了日期的，只有到那天为止的")
    url: str

    @classmethod
    def of(cls, row: CheckRow, as_of: date | None) -> CheckShape:
        check, steps = row.check, reviews_as_of(row.steps, as_of)
        return cls(
            id=check.pk,
            kind=check.kind,
            label=check.get_kind_display(),
            says=check.message,
            closed=bool(steps) and steps[-1].resolved,
            figures=[one.figure.pk for one in row.rows],
            steps=[ReviewShape(closes=step.resolved, reason=step.reason, at=step.at) for step in steps],
            url=check.get_absolute_url(),
        )


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
