"""The ledger as a file: the same filters as its page, and a format."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from kejiting.web.actions import form_errors
from kejiting.web.downloads import FormatForm, Table, download, refuse_download
from kejiting.web.spreadsheets import Column
from measures.figures.filters import FigureFilters, newest_first, published_figures, sorted_by
from measures.figures.forms import LedgerForm
from measures.figures.rows import LedgerRow, ledger_rows
from measures.models import Figure

MOST_ROWS = 10_000
_AT_ONCE = 500
TABLE: Table[LedgerRow] = Table(
    "数据",
    (
        Column("原文数字", 16, lambda row: row.figure.printed),
        Column("下限", 16, lambda row: row.figure.low),
        Column("上限", 16, lambda row: row.figure.high),
        Column("单位", 8, lambda row: row.figure.unit),
        Column("计什么", 30, lambda row: row.figure.counted),
        Column("修饰", 10, lambda row: row.figure.hedge),
        Column("时期", 14, lambda row: row.figure.period),
        Column("范围", 16, lambda row: row.figure.scope),
        Column("指标", 24, lambda row: row.figure.indicator.name if row.figure.indicator else None),
        Column("原文", 80, lambda row: row.sentence),
        Column("出处", 34, lambda row: row.citation),
        Column("答复函", 40, lambda row: str(row.figure.letter)),
        Column("发文字号", 24, lambda row: row.figure.letter.doc_number),
        Column("成文日期", 12, lambda row: row.figure.letter.written_on),
    ),
    url=lambda row: row.figure.get_absolute_url(),
    most=MOST_ROWS,
    more="以上是前 {most} 个数据，其余没有导出。请加上条件，分几次导出。",
)


class FigureExportForm(FormatForm, LedgerForm):
    """The filters of the page, and a format."""


def figures_export(request: HttpRequest) -> HttpResponse:
    form = FigureExportForm(request.GET)
    if not form.is_valid():
        return refuse_download(request, *form_errors(form))
    return download(request, TABLE, _rows(form.filters()), form.cleaned_data["format"])


def _rows(filters: FigureFilters) -> Iterator[LedgerRow]:
    pks = list(sorted_by(filters.sort, published_figures(filters)).values_list("pk", flat=True)[: MOST_ROWS + 1])
    for start in range(0, len(pks), _AT_ONCE):
        some = pks[start : start + _AT_ONCE]
        rows = {row.figure.pk: row for row in ledger_rows(newest_first(Figure.objects.filter(pk__in=some)))}
        yield from (rows[pk] for pk in some if pk in rows)
