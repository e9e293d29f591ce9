"""The ledger as a file: the same filters as its page, and a format."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from kejiting.web.downloads import FormatForm, download, form_errors, refuse_download
from kejiting.web.spreadsheets import Cell, Column
from measures.figures.filters import newest_first, published_figures
from measures.figures.forms import LedgerForm
from measures.figures.rows import LedgerRow, ledger_rows
from measures.models import Figure

MOST_ROWS = 10_000
_AT_ONCE = 500
COLUMNS = (
    Column("原文数字", 16),
    Column("下限", 16),
    Column("上限", 16),
    Column("单位", 8),
    Column("计什么", 30),
    Column("修饰", 10),
    Column("时期", 14),
    Column("范围", 16),
    Column("指标", 24),
    Column("原文", 80),
    Column("出处", 34),
    Column("答复函", 40),
    Column("发文字号", 24),
    Column("成文日期", 12),
    Column("链接", 44),
)


class FigureExportForm(FormatForm, LedgerForm):
    """The filters of the page, and a format."""


def figures_export(request: HttpRequest) -> HttpResponse:
    form = FigureExportForm(request.GET)
    if not form.is_valid():
        return refuse_download(request, *form_errors(form))
    figures = newest_first(published_figures(form.filters()))
    rows = export_rows(figures, request.build_absolute_uri, MOST_ROWS)
    chosen = form.cleaned_data["format"]
    return download("数据", chosen, COLUMNS, rows)


def export_rows(figures: QuerySet[Figure], absolute: Callable[[str], str], most: int) -> Iterator[tuple[Cell, ...]]:
    """A row a figure; behind `most` of them one that says that there are more."""
    pks = list(figures.values_list("pk", flat=True)[: most + 1])
    for start in range(0, min(len(pks), most), _AT_ONCE):
        some = pks[start : min(start + _AT_ONCE, most)]
        rows = {row.figure.pk: row for row in ledger_rows(newest_first(Figure.objects.filter(pk__in=some)))}
        yield from (_cells(rows[pk], absolute) for pk in some if pk in rows)
    if len(pks) > most:
        yield (f"以上是前 {most} 个数据，其余没有导出。请加上条件，分几次导出。", *[None] * (len(COLUMNS) - 1))


def _cells(row: LedgerRow, absolute: Callable[[str], str]) -> tuple[Cell, ...]:
    figure, letter = row.figure, row.figure.letter
    return (
        figure.printed,
        figure.low,
        figure.high,
        figure.unit,
        figure.counted,
        figure.hedge,
        figure.period,
        figure.scope,
        figure.indicator.name if figure.indicator else None,
        row.sentence,
        row.citation,
        str(letter),
        letter.doc_number,
        letter.written_on,
        absolute(figure.get_absolute_url()),
    )
