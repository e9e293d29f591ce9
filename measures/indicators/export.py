"""The figures of an indicator in time, as a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import get_valid_filename
from django.views.decorators.http import require_safe

from kejiting.web.downloads import Table, download, refuse_download
from kejiting.web.spreadsheets import CONTENT_TYPES, Column
from measures.indicators.series import DatedFigure, points_of, series_of
from measures.models import Indicator
from measures.records.following import follow_letters

MOST_ROWS = 10_000
_AT_ONCE = 500
TABLE: Table[tuple[str, DatedFigure]] = Table(
    "指标",
    (
        Column("序列", 24, lambda row: row[0]),
        Column("截至", 12, lambda row: row[1].on),
        Column("原文数字", 16, lambda row: row[1].figure.printed),
        Column("下限", 16, lambda row: row[1].figure.low),
        Column("上限", 16, lambda row: row[1].figure.high),
        Column("单位", 8, lambda row: row[1].figure.unit),
        Column("较上一个", 24, lambda row: row[1].grown),
        Column("计什么", 30, lambda row: row[1].figure.counted),
        Column("修饰", 10, lambda row: row[1].figure.hedge),
        Column("范围", 16, lambda row: row[1].figure.scope),
        Column("时期", 14, lambda row: row[1].figure.period),
        Column("发文机关", 24, lambda row: row[1].figure.letter.agency),
        Column("出处", 34, lambda row: row[1].citation),
        Column("成文日期", 12, lambda row: row[1].figure.letter.written_on),
    ),
    url=lambda row: row[1].figure.get_absolute_url(),
    most=MOST_ROWS,
    more="以上是截至日期最近的 {most} 个数据，其余没有导出。请在“数据”里按指标和年份分几次导出。",
)


@require_safe
def indicator_export(request: HttpRequest, pk: int) -> HttpResponse:
    indicator = get_object_or_404(Indicator, pk=pk)
    chosen = request.GET.get("format", "")
    if chosen not in CONTENT_TYPES:
        return refuse_download(request, "请选择导出的格式：xlsx 或 csv。")
    follow_letters()
    return download(request, TABLE, _rows(indicator), chosen, named=get_valid_filename(f"指标_{indicator}"))


def _rows(indicator: Indicator) -> Iterator[tuple[str, DatedFigure]]:
    """The figures, each with the name of its series; what holds on the latest day comes first."""
    points = points_of(indicator)
    for start in range(0, points.count(), _AT_ONCE):
        lines = series_of(points[start : start + _AT_ONCE], indicator)
        shown = [(line.label, point) for line in lines for point in line.points]
        yield from sorted(shown, key=lambda row: row[1].on or date.min, reverse=True)
