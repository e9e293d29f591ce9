"""A plan's scoreboard as a file: a row a linked figure, and one for each target without."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from kejiting.web.downloads import FormatForm, download, form_errors, refuse_download
from kejiting.web.people import person_name
from kejiting.web.spreadsheets import Cell, Column
from measures.figures.rows import LedgerRow, ledger_rows
from measures.models import Plan
from measures.plans.rows import TargetRow, lines_of
from measures.plans.target_evidence import Reported
from measures.plans.target_status import TargetStatus

COLUMNS = (
    Column("位置", 10),
    Column("指标", 34),
    Column("要求", 8),
    Column("下限", 14),
    Column("上限", 14),
    Column("单位", 8),
    Column("期限", 10),
    Column("目标原文", 50),
    Column("状态", 22),
    Column("须注意", 40),
    Column("可能对应的数据", 22),
    Column("报告的数据", 16),
    Column("修饰", 10),
    Column("时期", 14),
    Column("数据原文", 60),
    Column("出处", 34),
    Column("认定人", 12),
    Column("认定日期", 12),
    Column("链接", 44),
)


def scoreboard_export(request: HttpRequest, pk: int) -> HttpResponse:
    form = FormatForm(request.GET)
    if not form.is_valid():
        return refuse_download(request, *form_errors(form))
    plan = get_object_or_404(Plan.objects.visible_to(request.user).defer("as_read_text"), pk=pk)
    shows_people = request.user.is_authenticated
    rows = export_rows(lines_of(plan), request.build_absolute_uri, shows_people=shows_people)
    chosen = form.cleaned_data["format"]
    return download("量化目标", chosen, COLUMNS, rows)


def export_rows(
    lines: Iterable[TargetRow], absolute: Callable[[str], str], *, shows_people: bool
) -> Iterator[tuple[Cell, ...]]:
    held = list(lines)
    sources = {row.figure.pk: row for row in ledger_rows(one.figure for line in held for one in line.reported)}
    for line in held:
        for one in line.reported or (None,):
            source = sources.get(one.figure.pk) if one else None
            yield (*_target_cells(line), *_figure_cells(one, source, shows_people=shows_people), absolute(_url(line)))


def _url(line: TargetRow) -> str:
    return line.target.get_absolute_url()


def _target_cells(line: TargetRow) -> tuple[Cell, ...]:
    target = line.target
    reason = [target.superseded.reason] if line.is_superseded else []
    return (
        target.item.path,
        target.indicator,
        target.get_comparator_display(),
        target.low,
        target.high,
        target.unit,
        target.due,
        target.text,
        str(line.standing.label),
        "；".join([*reason, *line.notes]) or None,
        str(TargetStatus.OFFERED.label) if line.is_offered else None,
    )


def _figure_cells(one: Reported | None, source: LedgerRow | None, *, shows_people: bool) -> tuple[Cell, ...]:
    if one is None or source is None:
        return (None,) * 7
    figure, by = one.figure, one.link.by
    return (
        figure.printed,
        figure.hedge,
        figure.period,
        source.sentence,
        source.citation,
        person_name(by) if by and shows_people else None,
        timezone.localdate(one.link.at),
    )
