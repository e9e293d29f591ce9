"""The board as a file: the same filters as its page, and a format."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kejiting.web.actions import form_errors
from kejiting.web.downloads import FormatForm, Table, download, refuse_download
from kejiting.web.spreadsheets import Column
from measures.commitments.filters import CommitmentFilters, board_keys
from measures.commitments.forms import BoardForm
from measures.commitments.rows import BoardRow, rows_of
from measures.models import Commitment, CommitmentStep

MOST_ROWS = 10_000
GONE = "佐证所在的答复函已撤下，或者那一段已改动"
_AT_ONCE = 500
TABLE: Table[BoardRow] = Table(
    "承诺",
    (
        Column(
            "承诺", 60, lambda row: f"{row.commitment.wording}{'（原文已改）' if row.commitment.is_reworded else ''}"
        ),
        Column("总领句", 40, lambda row: row.commitment.lead),
        Column("谁来做", 20, lambda row: row.commitment.who),
        Column("会同", 20, lambda row: row.commitment.partners),
        Column("时限", 14, lambda row: row.commitment.due),
        Column("最迟", 12, lambda row: row.commitment.due_on),
        Column("可否核对", 14, lambda row: row.checkable),
        Column("依据", 30, lambda row: "；".join(f"“{sign['words']}”{sign['reason']}" for sign in row.commitment.cues)),
        Column("来源", 12, lambda row: _origin(row.commitment)),
        Column("状态", 12, lambda row: str(row.state.label)),
        Column("已过时限", 10, lambda row: "已过时限" if row.is_late else None),
        Column("进展", 80, lambda row: "\n".join(map(_step, row.steps))),
        Column("出处", 34, lambda row: row.commitment.citation),
        Column("答复函", 40, lambda row: str(row.commitment.letter)),
        Column("发文字号", 24, lambda row: row.commitment.letter.doc_number),
        Column("成文日期", 12, lambda row: row.commitment.letter.written_on),
    ),
    url=lambda row: row.commitment.get_absolute_url(),
    most=MOST_ROWS,
    more="以上是前 {most} 项承诺，其余没有导出。请加上条件，分几次导出。",
)


class CommitmentExportForm(FormatForm, BoardForm):
    """The filters of the page, and a format."""


def commitments_export(request: HttpRequest) -> HttpResponse:
    form = CommitmentExportForm(request.GET)
    if not form.is_valid():
        return refuse_download(request, *form_errors(form))
    return download(request, TABLE, _rows(form.filters()), form.cleaned_data["format"])


def _rows(filters: CommitmentFilters) -> Iterator[BoardRow]:
    pks = list(board_keys(filters)[: MOST_ROWS + 1])
    for start in range(0, len(pks), _AT_ONCE):
        yield from rows_of(pks[start : start + _AT_ONCE], filters.day, filters.as_of)


def _origin(commitment: Commitment) -> str:
    return f"{commitment.get_origin_display()}{'（不是承诺）' if commitment.is_dismissed else ''}"


def _step(step: CommitmentStep) -> str:
    """2025-07-01 已落实：已办结。“启动3个省实验室建设”（吉科发规划〔2025〕59号）"""
    day = timezone.localdate(step.at).isoformat()
    said = f"“{step.quote_for_readers}”" if step.quote_for_readers else GONE
    quoted = f"{said}（{step.cited}）" if step.quoted else ""
    return f"{day} {step.get_state_display()}：{step.reason}{quoted}"
