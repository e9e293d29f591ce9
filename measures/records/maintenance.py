"""Rename indicators, merge one into another, split or delete them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.web.actions import ActionError, action_named, get_or_refuse, refuse_if
from measures.extraction.units import units_alike
from measures.models import Figure, Indicator, IndicatorAlias, SeriesPoint
from measures.records.assignment import carry, chosen_figures, of_choices
from measures.records.checks import catch_up_checks
from measures.records.indicator_figures import SPLIT_OFF, bring_figures_back, holders, last_state_in_use
from measures.records.indicators import indicator_named, learn, lock_indicators, save_indicator
from measures.records.statements import queue_recheck
from proposals.models import ActKind
from proposals.records import bring_row_back, one_act, put_row_away

CHANGED = "别人刚刚改过这个指标，什么也没有改动。请看过以后再试。"
HAS_FIGURES = "这个指标还有数据，不能删除。请先把数据移到别的指标，或者把它并入别的指标。"

Done = tuple[str, Indicator | None]
"""A sentence of what was done, and the indicator to look at then."""


@dataclass(frozen=True, slots=True)
class Maintenance:
    """What a person asks for: an action of `MAINTENANCE`. `expected_version` is that of the indicator on the page.

    `figures` (see `choice_of`) and `aliases`, which are ids, are to be split off.
    """

    action: str
    expected_version: int | None
    name: str = ""
    unit: str = ""
    note: str = ""
    figures: frozenset[str] = frozenset()
    aliases: tuple[int, ...] = ()


@transaction.atomic
def maintain_indicator(pk: int, asked: Maintenance, *, by: User) -> Done:
    """Do what a person asks for. Raises ActionError; then nothing was done."""
    lock_indicators(Q(pk=pk) | Q(name=asked.name) | of_choices(asked.figures))
    indicator = Indicator.objects.select_for_update().filter(pk=pk).first()
    if indicator is None:
        raise ActionError((what_became_of(pk) or "已没有这个指标。") + "什么也没有改动。")
    act = action_named(MAINTENANCE, asked.action)
    refuse_if(asked.expected_version != indicator.version, CHANGED)
    name = indicator.name
    done = act(indicator, asked, by)
    record_act(AuditAct.CHANGED, by=by, kind="指标", name=name, detail=done[0])
    return done


def what_became_of(pk: int) -> str:
    """Of an indicator that is not in use; empty if there never was one."""
    if deleted := Indicator.everything.filter(pk=pk).first():
        return f"指标“{deleted}”已{deleted.deletion_reason or '删除，还在回收站里'}。"
    last = Indicator.history.filter(id=pk, history_type="-").first()
    if last is None:
        return ""
    reason = last.history_change_reason
    return f"指标“{last.name}”已{reason if reason else '删除'}。"


@transaction.atomic
def put_indicator_away(
    indicator: Indicator, *, by: User | None, reason: str = "", expected_version: int | None = None
) -> None:
    """Put an indicator that has no figures into the wastebasket, with its wordings. Raises ActionError."""
    held = _held(indicator, expected_version)
    refuse_if(held.figures.exists(), HAS_FIGURES)
    put_row_away(held, by=by, reason=reason)


@transaction.atomic
def bring_indicator_back(indicator: Indicator, *, by: User | None, expected_version: int | None = None) -> None:
    """Take an indicator out of the wastebasket; if it was merged into another, its figures come back from there.

    Raises ActionError, also if another one has its name by now.
    """
    held = _held(indicator, expected_version)
    state = last_state_in_use(held)
    lock_indicators(holders(state))
    other = Indicator.objects.filter(name=held.name).first()
    refuse_if(other, f"已有叫“{held}”的另一个指标，没有恢复。请先给那个指标改名，或把它删除。", other)
    with one_act(held, ActKind.BROUGHT_BACK, by=by):
        bring_row_back(held, by=by)
        bring_figures_back(held, state, by=by)


@transaction.atomic
def erase_indicator(indicator: Indicator, *, expected_version: int | None = None) -> None:
    """Delete what lies in the wastebasket for good. Raises ActionError."""
    held = _held(indicator, expected_version)
    record_act(AuditAct.ERASED, kind="指标", name=str(held))
    held.because(held.deletion_reason or "删除").delete()


def _held(indicator: Indicator, expected_version: int | None) -> Indicator:
    """As the caller has it: in the wastebasket, or not."""
    rows = Indicator.everything.filter(pk=indicator.pk, deleted_at__isnull=not indicator.is_deleted)
    held = get_or_refuse(rows.select_for_update(of=("self",)), "已没有这个指标。")
    refuse_if(expected_version not in (None, held.version), CHANGED)
    return held


def _edit(indicator: Indicator, asked: Maintenance, by: User) -> Done:
    indicator.name, indicator.unit, indicator.note = asked.name, asked.unit, asked.note
    with one_act(indicator, ActKind.CORRECTED, by=by):
        return "已保存。", save_indicator(indicator, reason="修改")


def _merge(indicator: Indicator, asked: Maintenance, by: User) -> Done:
    """Figures, wordings and checks go to the other one; this one goes, its history stays."""
    into = indicator_named(asked.name)
    refuse_if(into == indicator, "不能并入自身，请填写另一个指标的名称。")
    refuse_if(into.unit not in units_alike(indicator.unit), f"单位不同（{indicator.unit}、{into.unit}），不能合并。")
    queue_recheck(indicator.figures.order_by().values_list("letter_id", flat=True).distinct())
    taken, reason = f"并入了“{indicator}”", f"并入“{into}”"
    with (
        one_act(indicator, ActKind.DELETED, by=by, reason=reason),
        one_act(into, ActKind.CORRECTED, by=by, reason=taken),
    ):
        Figure.objects.filter(indicator=indicator).update(indicator=into)
        SeriesPoint.objects.filter(indicator=indicator).update(indicator=into)
        learn(into, indicator.aliases.values_list("wording", flat=True))
        into.because(taken).save()
        indicator.discrepancies.update(indicator=into)
        put_row_away(indicator, by=by, reason=reason)
    transaction.on_commit(catch_up_checks, robust=True)
    return f"已把“{indicator}”并入“{into}”。", into


def _split(indicator: Indicator, asked: Maintenance, by: User) -> Done:
    """What was ticked, figures and wordings, goes to a new indicator."""
    figures = chosen_figures(asked.figures) if asked.figures else []
    aliases = IndicatorAlias.objects.filter(indicator=indicator, pk__in=asked.aliases)
    words = list(aliases.values_list("wording", flat=True))
    refuse_if(not figures and not words, "请先勾选要拆出去的数据或说法。")
    refuse_if(any(figure.indicator_id != indicator.pk for figure in figures), CHANGED)
    with one_act(indicator, ActKind.CORRECTED, by=by, reason=f"拆出了“{asked.name}”"):
        new = save_indicator(Indicator(name=asked.name, unit=indicator.unit), reason=f"{SPLIT_OFF}{indicator}”拆出")
        for alias in aliases:
            alias.delete()
        learn(new, words)
        carry(figures, new)
        indicator.because(f"拆出了“{new}”").save()
    return f"已拆出指标“{new}”。", new


def _delete(indicator: Indicator, asked: Maintenance, by: User) -> Done:
    put_indicator_away(indicator, by=by)
    return f"已删除指标“{indicator}”，在回收站里留一段时间，可以恢复。", None


MAINTENANCE: dict[str, Callable[[Indicator, Maintenance, User], Done]] = {
    "edit": _edit,
    "merge": _merge,
    "split": _split,
    "delete": _delete,
}
