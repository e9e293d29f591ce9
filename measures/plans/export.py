"""A plan's scoreboard as a file: a row a linked figure, and one for each target without."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kejiting.web.actions import form_errors
from kejiting.web.downloads import FormatForm, Table, download, refuse_download
from kejiting.web.people import person_name
from kejiting.web.spreadsheets import Cell, Column
from measures.figures.rows import LedgerRow, ledger_rows
from measures.models import Plan
from measures.models.target_status import TargetStatus
from measures.plans.rows import TargetRow, lines_of
from measures.plans.target_evidence import Reported
from proposals.records import get_shown


class ScoreboardRow(NamedTuple):
    """A target, and a figure that is linked to it, with its place in the ledger and who linked it, as far as that is told."""

    line: TargetRow
    reported: Reported | None = None
    source: LedgerRow | None = None
    linked_by: str | None = None


def _of_figure(cell: Callable[[Reported, LedgerRow], Cell]) -> Callable[[ScoreboardRow], Cell]:
    return lambda row: cell(row.reported, row.source) if row.reported and row.source else None


TABLE: Table[ScoreboardRow] = Table(
    "量化目标",
    (
        Column("位置", 10, lambda row: row.line.target.item.path),
        Column("指标", 34, lambda row: row.line.target.indicator),
        Column("要求", 8, lambda row: row.line.target.get_comparator_display()),
        Column("下限", 14, lambda row: row.line.target.low),
        Column("上限", 14, lambda row: row.line.target.high),
        Column("单位", 8, lambda row: row.line.target.unit),
        Column("期限", 10, lambda row: row.line.target.due),
        Column("目标原文", 50, lambda row: row.line.target.text),
        Column("状态", 22, lambda row: str(row.line.standing.label)),
        Column("须注意", 40, lambda row: _to_mind(row.line)),
        Column("可能对应的数据", 22, lambda row: str(TargetStatus.OFFERED.label) if row.line.is_offered else None),
        Column("报告的数据", 16, _of_figure(lambda one, _: one.figure.printed)),
        Column("修饰", 10, _of_figure(lambda one, _: one.figure.hedge)),
        Column("时期", 14, _of_figure(lambda one, _: one.figure.period)),
        Column("数据原文", 60, _of_figure(lambda _, source: source.sentence)),
        Column("出处", 34, _of_figure(lambda _, source: source.citation)),
        Column("认定人", 12, lambda row: row.linked_by),
        Column("认定日期", 12, _of_figure(lambda one, _: timezone.localdate(one.link.at))),
    ),
    url=lambda row: row.line.target.get_absolute_url(),
)


def scoreboard_export(request: HttpRequest, pk: int) -> HttpResponse:
    form = FormatForm(request.GET)
    if not form.is_valid():
        return refuse_download(request, *form_errors(form))
    plan = get_shown(Plan.objects.visible_to(request.user).defer("as_read_text"), pk)
    rows = _rows(lines_of(plan), shows_people=request.user.is_authenticated)
    return download(request, TABLE, rows, form.cleaned_data["format"])


def _rows(lines: Sequence[TargetRow], *, shows_people: bool) -> Iterator[ScoreboardRow]:
    sources = {row.figure.pk: row for row in ledger_rows(one.figure for line in lines for one in line.reported)}
    for line in lines:
        for one in line.reported:
            by = one.link.by if shows_people else None
            yield ScoreboardRow(line, one, sources.get(one.figure.pk), person_name(by) if by else None)
        if not line.reported:
            yield ScoreboardRow(line)


def _to_mind(line: TargetRow) -> str | None:
    reason = [line.target.superseded.reason] if line.is_superseded else []
    return "；".join([*reason, *line.notes]) or None
