"""Which figures people assigned to an indicator, kept with each act on it; and how they come back to it.

Merging and splitting carry figures along without touching who assigned them, and when. By that moment it is known
whether a figure is where it is because of them, or because a person assigned it otherwise since: that stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q

from measures.models import Discrepancy, Figure, Indicator, KeptAct
from measures.records.assignment import carry
from proposals.models import ActKind, Status
from proposals.records import one_act, put_row_away, state_after

SPLIT_OFF = "由“"
"""How the reason begins in the history of an indicator that was split off another: 由“…”拆出."""

Moments = dict[int, str]
"""When each figure was assigned, by its id; to the thousandth of a second, as an act on a letter keeps it, too."""


def assigned_to(indicator: Indicator) -> dict[str, list[int]]:
    """Return the ids of its figures by the moment at which they were assigned; one query."""
    moments: dict[str, list[int]] = defaultdict(list)
    for figure, moment in _assigned(indicator):
        moments[moment].append(figure)
    return dict(moments)


def holders(state: dict[str, Any]) -> Q:
    """The indicators that have by now what was kept with an act: to be locked before `bring_figures_back`."""
    figures = Figure.objects.in_bulk(_moments(state)).values()
    return Q(pk__in={figure.indicator_id for figure in figures if figure.indicator_id})


def bring_figures_back(
    indicator: Indicator, state: dict[str, Any], *, by: User | None, since: datetime | None = None
) -> None:
    """Make the figures its own that were so after an act with this state, but for what people assigned otherwise since.

    Doubts about them come along; an act on each indicator that had them meanwhile, unless one is under way. What was split
    off `since` the act and keeps no figure goes into the wastebasket.
    """
    moments = _moments(state)
    held = Figure.objects.select_for_update(of=("self",)).in_bulk(moments).values()
    moved = [
        figure
        for figure in held
        if figure.indicator_id != indicator.pk and _moment(figure.assigned_at) == moments[figure.pk]
    ]
    others = list(Indicator.objects.filter(pk__in={figure.indicator_id for figure in moved if figure.indicator_id}))
    reason = f"数据移回了“{indicator}”"
    emptied = [other for other in others if since and _is_split_off(other, since) and _has_only(other, moved)]
    with ExitStack() as acts:
        for other in others:
            kind = ActKind.DELETED if other in emptied else ActKind.CORRECTED
            acts.enter_context(one_act(other, kind, by=by, reason=reason))
        carry(moved, indicator)
        for other in others:
            other.because(reason).save()
        for other in emptied:
            put_row_away(other, by=by, reason=reason)
    doubts = Discrepancy.objects.filter(indicator__in=others, members__figure__indicator=indicator)
    stay = Discrepancy.objects.filter(members__figure__indicator__in=others).values("pk")
    Discrepancy.objects.filter(pk__in=doubts.exclude(pk__in=stay).values("pk")).update(indicator=indicator)


def last_state_in_use(indicator: Indicator) -> dict[str, Any]:
    """Return what one in the wastebasket was before it came there; empty if that was not kept."""
    acts = indicator.acts.select_related("state", "text").order_by("-pk")
    return next((state for act in acts.iterator() if (state := state_after(act)).get("status") != Status.DELETED), {})


def former_holders(indicator: Indicator, former: KeptAct) -> Iterator[tuple[Indicator, dict[str, Any]]]:
    """Yield from whom its figures came that it had not after a former act, with these figures as a state holds them.

    They came with what was merged into it since, which lies in the wastebasket, or with what was restored since.
    """
    state = state_after(former)
    if "figures" not in state:  # kept by a version that did not know them
        return
    kept = _moments(state)
    added = {figure: moment for figure, moment in _assigned(indicator) if figure not in kept}
    since = KeptAct.objects.filter(pk__gt=former.pk, indicator__isnull=False).exclude(indicator=indicator)
    acts = KeptAct.objects.filter(indicator__in=since.values("indicator")).select_related("state", "text")
    found: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for act in acts.order_by("-pk").iterator() if added else ():
        for figure, moment in _moments(state_after(act)).items() & added.items():
            found[act.indicator_id or 0][moment].append(figure)
            del added[figure]
        if not added:
            break
    for holder in Indicator.everything.filter(pk__in=found).order_by("pk"):
        yield holder, {"figures": found[holder.pk]}


def _assigned(indicator: Indicator) -> Iterator[tuple[int, str]]:
    figures = Figure.objects.filter(indicator=indicator, assigned_at__isnull=False).order_by("pk")
    return ((pk, _moment(at)) for pk, at in figures.values_list("pk", "assigned_at"))


def _is_split_off(indicator: Indicator, since: datetime) -> bool:
    made = indicator.history.earliest()
    return made.history_date >= since and (made.history_change_reason or "").startswith(SPLIT_OFF)


def _has_only(indicator: Indicator, figures: Iterable[Figure]) -> bool:
    return indicator.figures.count() == sum(figure.indicator_id == indicator.pk for figure in figures)


def _moments(state: dict[str, Any]) -> Moments:
    return {figure: moment for moment, figures in state.get("figures", {}).items() for figure in figures}


def _moment(at: datetime | None) -> str:
    return at.isoformat(timespec="milliseconds") if at else ""
