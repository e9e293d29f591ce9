"""The figures of an indicator in time, as a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import get_valid_filename
from django.views.decorators.http import require_safe

from kejiting.web.downloads import download, refuse_download
from kejiting.web.spreadsheets import CONTENT_TYPES, Cell, Column
from measures.indicators.following import follow_letters
from measures.indicators.series import points_of, series_of
from measures.models import Indicator

MOST_ROWS = 10_000
_AT_ONCE = 500
COLUMNS = (
    Column("序列", 24),
    Column("截至", 12),
    Column("原文数字", 16),
    Column("下限", 16),
    Column("上限", 16),
    Column("单位", 8),
    Column("较上一个", 24),
    Column("计什么", 30),
    Column("修饰", 10),
    Column("范围", 16),
    Column("时期", 14),
    Column("发文机关", 24),
    Column("出处", 34),
    Column("成文日期", 12),
    Column("链接", 44),
)


@require_safe
def indicator_export(request: HttpRequest, pk: int) -> HttpResponse:
    indicator = get_object_or_404(Indicator, pk=pk)
    chosen = request.GET.get("format", "")
    if chosen not in CONTENT_TYPES:
        return refuse_download(request, "请选择导出的格式：xlsx 或 csv。")
    follow_letters()
    rows = _rows(indicator, request)
    return download("指标", chosen, COLUMNS, rows, named=get_valid_filename(f"指标_{indicator}"))


def _rows(indicator: Indicator, request: HttpRequest) -> Iterator[tuple[Cell, ...]]:
    """A row a figure, what holds on the latest day first; behind them one that says so if there are more."""
    points = points_of(indicator)
    count = points.count()
    for start in range(0, min(count, MOST_ROWS), _AT_ONCE):
        some = points[start : min(start + _AT_ONCE, MOST_ROWS)]
        shown = [(line.label, point) for line in series_of(some, indicator) for point in line.points]
        for label, point in sorted(shown, key=lambda row: row[1].on or date.min, reverse=True):
            figure = point.figure
            yield (
                label,
                point.on,
                figure.printed,
                figure.low,
                figure.high,
                figure.unit,
                point.grown,
                figure.counted,
                figure.hedge,
                figure.scope,
                figure.period,
                figure.letter.agency,
                point.citation,
                figure.letter.written_on,
                request.build_absolute_uri(figure.get_absolute_url()),
            )
    if count > MOST_ROWS:
        said = f"以上是截至日期最近的 {MOST_ROWS} 个数据，其余没有导出。请在“数据”里按指标和年份分几次导出。"
        yield (said, *[None] * (len(COLUMNS) - 1))
