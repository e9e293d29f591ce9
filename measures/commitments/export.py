"""The board as a file: the same filters as its page, and a format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kejiting.web.downloads import FormatForm, download, form_errors, refuse_download
from kejiting.web.spreadsheets import Cell, Column
from measures.commitments.filters import CommitmentFilters, board_keys
from measures.commitments.forms import BoardForm
from measures.commitments.rows import BoardRow, rows_of
from measures.models import CommitmentStep

MOST_ROWS = 10_000
GONE = "佐证所在的答复函已撤下，或者那一段已改动"
_AT_ONCE = 500
COLUMNS = (
    Column("承诺", 60),
    Column("总领句", 40),
    Column("谁来做", 20),
    Column("会同", 20),
    Column("时限", 14),
    Column("最迟", 12),
    Column("可否核对", 14),
    Column("依据", 30),
    Column("来源", 12),
    Column("状态", 12),
    Column("已过时限", 10),
    Column("进展", 80),
    Column("出处", 34),
    Column("答复函", 40),
    Column("发文字号", 24),
    Column("成文日期", 12),
    Column("链接", 44),
)


class CommitmentExportForm(FormatForm, BoardForm):
    """The filters of the page, and a format."""


def commitments_export(request: HttpRequest) -> HttpResponse:
    form = CommitmentExportForm(request.GET)
    if not form.is_valid():
        return refuse_download(request, *form_errors(form))
    filters = form.filters()
    keys = board_keys(filters)[: MOST_ROWS + 1]
    rows = export_rows(list(keys), filters, request.build_absolute_uri, MOST_ROWS)
    chosen = form.cleaned_data["format"]
    return download("承诺", chosen, COLUMNS, rows)


def export_rows(
    pks: Sequence[int], filters: CommitmentFilters, absolute: Callable[[str], str], most: int
) -> Iterator[tuple[Cell, ...]]:
    """A row a commitment; behind `most` of them one that says that there are more."""
    for start in range(0, min(len(pks), most), _AT_ONCE):
        some = pks[start : min(start + _AT_ONCE, most)]
        yield from (_cells(row, absolute) for row in rows_of(some, filters.day, filters.as_of))
    if len(pks) > most:
        yield (f"以上是前 {most} 项承诺，其余没有导出。请加上条件，分几次导出。", *[None] * (len(COLUMNS) - 1))


def _cells(row: BoardRow, absolute: Callable[[str], str]) -> tuple[Cell, ...]:
    one, letter = row.commitment, row.commitment.letter
    return (
        f"{one.wording}（原文已改）" if one.is_reworded else one.wording,
        one.lead,
        one.who,
        one.partners,
        one.due,
        one.due_on,
        row.checkable,
        "；".join(f"“{sign['words']}”{sign['reason']}" for sign in one.cues),
        f"{one.get_origin_display()}（不是承诺）" if one.is_dismissed else one.get_origin_display(),
        str(row.state.label),
        "已过时限" if row.is_late else None,
        "\n".join(map(_step, row.steps)),
        row.citation,
        str(letter),
        letter.doc_number,
        letter.written_on,
        absolute(one.get_absolute_url()),
    )


def _step(step: CommitmentStep) -> str:
    """2025-07-01 已落实：已办结。“启动3个省实验室建设”（吉科发规划〔2025〕59号）"""
    day = timezone.localdate(step.at).isoformat()
    said = f"“{step.quote_for_readers}”" if step.quote_for_readers else GONE
    quoted = f"{said}（{step.cited}）" if step.quoted else ""
    return f"{day} {step.get_state_display()}：{step.reason}{quoted}"
