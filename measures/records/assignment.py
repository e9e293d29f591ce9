"""Say which indicator figures belong to: a known one, a new one, none. All that a person chose, or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from statistics import mode

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.web.actions import ActionError, action_named, get_or_refuse, refuse_if
from kejiting.web.parameters import row_id
from measures.extraction.units import unit_family, units_alike
from measures.models import Figure, Indicator, IndicatorAlias
from measures.records.checks import catch_up_checks
from measures.records.indicators import indicator_named, learn, lock_indicators, save_indicator
from measures.records.statements import queue_recheck

GONE = "这个指标刚刚被别人删除或并入了别的指标，什么也没有改动。请另选一个指标。"
# SQLite takes only so many values at once
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a person asks for: an action of `ASSIGNMENTS`, and the figures, each as it was seen (see `choice_of`).

    `name` was typed; `indicator` is the id of one that was offered, under the name that is its `expected_version`.
    """

    action: str
    figures: frozenset[str]
    name: str = ""
    indicator: int | None = None
    expected_version: str = ""


@transaction.atomic
def assign_figures(asked: Assignment, *, by: User) -> str:
    """Do what a person asks for, and return a sentence of what was done. Raises ActionError; then nothing was."""
    act = action_named(ASSIGNMENTS, asked.action)
    lock_indicators(Q(name=asked.name) | Q(pk=asked.indicator or 0) | of_choices(asked.figures))
    return _recorded(act(chosen_figures(asked.figures), asked, by), by)


@transaction.atomic
def assign_together(assignments: Sequence[Assignment], *, by: User) -> str:
    """Confirm what was offered, of several indicators at once: all of it, or nothing. Raises ActionError.

    Returns a sentence of what was done.
    """
    choices = [choice for asked in assignments for choice in asked.figures]
    lock_indicators(Q(pk__in=[asked.indicator or 0 for asked in assignments]) | of_choices(choices))
    for asked in assignments:
        _confirm(chosen_figures(asked.figures), asked, by)
    indicators = len({asked.indicator for asked in assignments})
    return _recorded(f"已认定 {len(choices)} 个数据，属于 {indicators} 个指标。", by)


def _recorded(sentence: str, by: User) -> str:
    record_act(AuditAct.SETTLED, by=by, kind="数据", detail=sentence)
    return sentence


@transaction.atomic
def take_back_assignment(choices: Collection[str], *, wordings: Collection[int], by: User) -> None:
    """Let figures wait again that are as they were assigned. Raises ActionError; then nothing was done.

    `wordings` are the ids of those that were known before.
    """
    lock_indicators(of_choices(choices))
    figures = chosen_figures(choices)
    _put(figures, kept=wordings, indicator=None, assigned_by=None, assigned_at=None)
    _recorded(f"已撤销 {len(figures)} 个数据的认定。", by)


def choice_of(figure: Figure) -> str:
    """How a form names a figure, and how the person saw it: 12:unsettled, 12:none, 12:7."""
    return f"{figure.pk}:{figure.indicator_id or ('none' if figure.assigned_at else 'unsettled')}"


def of_choices(choices: Iterable[str]) -> Q:
    """The indicators from which the choices take figures."""
    return Q(pk__in=_numbers(choice.split(":")[-1] for choice in choices))


def chosen_figures(choices: Collection[str]) -> list[Figure]:
    """Lock the figures that a form names. Raises ActionError if there are none, or one is not as it was seen."""
    refuse_if(not choices, "请先勾选数据。")
    figures = Figure.objects.published().filter(pk__in=_numbers(choice.split(":")[0] for choice in choices))
    locked = list(figures.select_for_update(of=("self",)).order_by("pk"))
    if {choice_of(figure) for figure in locked} != {*choices}:
        raise ActionError("勾选的数据里，有的刚刚被别人认定过，或者答复函刚刚改过。什么也没有改动，请看过以后再选。")
    return locked


@transaction.atomic
def assign(figures: list[Figure], indicator: Indicator | None, *, by: User) -> None:
    """Say that the figures are of the indicator, or of none; its wordings are learnt. Raises ActionError."""
    units = {figure.unit for figure in figures}.difference(units_alike(indicator.unit) if indicator else ())
    if indicator and units:
        raise ActionError(
            f"“{indicator}”的单位是“{indicator.unit}”，所选数据里有单位为“{'、'.join(sorted(units))}”的，不能认定。"
        )
    _put(figures, indicator=indicator, assigned_by=by, assigned_at=timezone.now())
    if indicator:
        learn(indicator, (figure.counted or "" for figure in figures))


@transaction.atomic
def carry(figures: Sequence[Figure], indicator: Indicator) -> None:
    """Make locked figures be of another indicator, which learns their wordings; who assigned them, and when, stays."""
    for begin in range(0, len(figures), _AT_ONCE):
        _put(figures[begin : begin + _AT_ONCE], indicator=indicator)
    learn(indicator, (figure.counted or "" for figure in figures))


@transaction.atomic
def release(figures: list[Figure]) -> None:
    """Take back that the figures are of an indicator, or of none."""
    _put(figures, indicator=None, assigned_by=None, assigned_at=None)


def _confirm(figures: list[Figure], asked: Assignment, by: User) -> str:
    indicator = get_or_refuse(Indicator.objects.select_for_update().filter(pk=asked.indicator or 0), GONE)
    refuse_if(asked.expected_version != indicator.name, f"这个指标刚刚改名为“{indicator}”。什么也没有改动。")
    assign(figures, indicator, by=by)
    return f"已把 {len(figures)} 个数据认定为“{indicator}”。"


def _move(figures: list[Figure], asked: Assignment, by: User) -> str:
    indicator = indicator_named(asked.name)
    assign(figures, indicator, by=by)
    return f"已把 {len(figures)} 个数据认定为“{indicator}”。"


def _to_new(figures: list[Figure], asked: Assignment, by: User) -> str:
    units = sorted({figure.unit for figure in figures})
    refuse_if(len(set(map(unit_family, units))) > 1, f"所选数据的单位不同（{'、'.join(units)}），不能作为一个指标。")
    unit = mode(figure.unit for figure in figures)
    indicator = save_indicator(Indicator(name=asked.name, unit=unit), reason="由数据新建")
    assign(figures, indicator, by=by)
    return f"已新建指标“{indicator}”，认定了 {len(figures)} 个数据。"


def _to_none(figures: list[Figure], asked: Assignment, by: User) -> str:
    assign(figures, None, by=by)
    return f"已认定 {len(figures)} 个数据不属于任何指标。"


def _release(figures: list[Figure], asked: Assignment, by: User) -> str:
    release(figures)
    return f"已取消 {len(figures)} 个数据的认定。"


ASSIGNMENTS: dict[str, Callable[[list[Figure], Assignment, User], str]] = {
    "confirm": _confirm,
    "move": _move,
    "new": _to_new,
    "none": _to_none,
    "release": _release,
}


def _put(figures: Sequence[Figure], *, kept: Collection[int] = (), **values: object) -> None:
    """`kept` are the ids of wordings that stay, even if no figure goes by them any more."""
    left: dict[int, set[str]] = defaultdict(set)
    for figure in figures:
        if figure.indicator_id:
            left[figure.indicator_id].add(figure.counted_folded or "")
    Figure.objects.filter(pk__in=[figure.pk for figure in figures]).update(**values)
    for indicator, folded in left.items():
        _forget(indicator, folded, kept)
    queue_recheck(figure.letter_id for figure in figures)
    transaction.on_commit(catch_up_checks, robust=True)


def _forget(indicator: int, folded: set[str], kept: Collection[int]) -> None:
    """Wordings by which no figure of the indicator goes any more."""
    used = Figure.objects.filter(indicator=indicator, counted_folded__in=folded).values("counted_folded")
    aliases = IndicatorAlias.objects.filter(indicator=indicator, folded__in=folded).exclude(pk__in=kept)
    for alias in aliases.exclude(folded__in=used):
        alias.delete()


def _numbers(texts: Iterable[str]) -> list[int]:
    return [number for text in texts if (number := row_id(text)) is not None]
