"""GET /api/indicators and /api/indicators/{id}."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import PathEx, Query, Router
from ninja.errors import HttpError
from pydantic import BaseModel, Field

from kejiting.web.api_errors import NEEDS_LOGIN, UNKNOWN_ID, WRONG_PARAMETERS
from kejiting.web.api_parameters import ID, Page, Words, page_slice
from measures.indicators.api_shapes import IndicatorAnswer, IndicatorPage
from measures.indicators.check_rows import ChecksOf, check_rows, discrepancies_as_of
from measures.indicators.list_rows import indicator_rows, indicators_named
from measures.indicators.series import PAGE_SIZE, points_of, series_of
from measures.models import Discrepancy, Indicator
from measures.records.following import follow_letters

router = Router(tags=["指标"])

_MOST_CHECKS = 100


class IndicatorParams(BaseModel):
    q: Words | None = Field(None, description="名称或说法里的词，空格隔开", examples=["技术经纪人"])
    page: Page = 1
    size: int = Field(50, ge=1, le=100, description="每页多少个")


class AsOf(BaseModel):
    as_of: date | None = Field(None, description="只看这一天为止成文的答复函", examples=["2024-12-31"])
    page: Page = 1
    size: int = Field(PAGE_SIZE, ge=1, le=500, description="每页多少个数据")


@router.get(
    "/indicators",
    response={200: IndicatorPage, **NEEDS_LOGIN, **WRONG_PARAMETERS},
    operation_id="list_indicators",
    summary="列出指标",
    description="编辑认定的指标，各有多少数据、最近的一个、还有多少疑点没有核对。按名称排列。",
)
def list_indicators(request: HttpRequest, asked: Query[IndicatorParams]) -> IndicatorPage:
    follow_letters()
    indicators = indicators_named(asked.q or "")
    rows = indicator_rows(indicators[page_slice(asked)])
    return IndicatorPage.model_validate({"count": indicators.count(), "items": rows})


@router.get(
    "/indicators/{indicator_id}",
    response={200: IndicatorAnswer, **NEEDS_LOGIN, **UNKNOWN_ID, **WRONG_PARAMETERS},
    operation_id="read_indicator",
    summary="读一个指标",
    description="历次数据及其在原文中的位置、可比数据之间的增减，截至日期新的在前，分页；以及疑点和核对记录。",
)
def read_indicator(request: HttpRequest, indicator_id: PathEx[int, ID], asked: Query[AsOf]) -> IndicatorAnswer:
    indicator = Indicator.objects.filter(pk=indicator_id).first()
    if indicator is None:
        raise HttpError(404, "没有这个指标")
    follow_letters()
    still_open, answered = discrepancies_as_of(Discrepancy.objects.filter(found=True), asked.as_of)
    doubts, holding = (still_open.filter(is_doubt=is_doubt) for is_doubt in (True, False))
    newest = [one for some in (doubts, holding, answered) for one in ChecksOf(indicator, some)[:_MOST_CHECKS]]
    rows = check_rows(newest, to_editor=False, as_of=asked.as_of)
    points = points_of(indicator, asked.as_of)
    count, lines = points.count(), series_of(points[page_slice(asked)], indicator, asked.as_of)
    return IndicatorAnswer.model_validate(
        {
            **{name: getattr(indicator, name) for name in ("id", "name", "unit", "note")},
            "wordings": [alias.wording for alias in indicator.aliases.all()],
            **asked.model_dump(),
            "count": count,
            "series": lines,
            "has_more": asked.page * asked.size < count,
            "open_checks": [row for row in rows if not row.closed],
            "closed_checks": [row for row in rows if row.closed],
            "url": indicator.get_absolute_url(),
        }
    )
