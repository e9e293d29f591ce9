"""Bring a plan's items and targets in line with what was read, keeping the ids of what stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import TypeVar

from django.db.models import F, Q
from simple_history.utils import bulk_create_with_history

from kejiting.text.clean import strip_whitespace
from kejiting.web.actions import ActionError
from measures.extraction.parsed import ParsedPlan, ParsedPlanItem, ParsedTarget
from measures.models import Plan, PlanItem, Target

# Positions on the move are parked beyond those of any plan, so that no two items ever hold the same one
PARKED = 16_000
# What a later reading leaves alone once a person has corrected it; names in `Plan.set_by_person`
ITEMS, TARGETS = "items", "targets"

Held = TypeVar("Held", PlanItem, Target)
Wanted = TypeVar("Wanted", ParsedPlanItem, ParsedTarget)


def set_contents(plan: Plan, parsed: ParsedPlan, former_text: str) -> None:
    """Bring items and targets in line, but for those that a person corrected.

    `former_text` is the text that the rows in the base still count in. Targets of which people decided something stay;
    raises ActionError if such a one has no place in the text any more.
    """
    held = items_of(plan)
    targets = list(Target.objects.filter(item__plan=plan).order_by("start", "pk"))
    if former_text != plan.text and strip_whitespace(former_text) == strip_whitespace(plan.text):
        _carry([*held, *targets], former_text, plan.text)
        former_text = plan.text
    if ITEMS not in plan.set_by_person:
        pairs = _pair(held, _item_keys(former_text), parsed.items, _item_keys(plan.text))
        kept = {row.pk for row in pairs if row}
        rows = [row or PlanItem(plan=plan) for row in pairs]
        put_in_order(plan, rows, parsed.items, gone=[row for row in held if row.pk not in kept])
    if TARGETS not in plan.set_by_person:
        pairs_of_targets = _pair(targets, _target_keys(former_text), parsed.targets, _target_keys(plan.text))
        _delete_targets(
            [target for target in targets if target not in pairs_of_targets], is_same_text=former_text == plan.text
        )
        _set_targets(plan, pairs_of_targets, parsed.targets)
    rehome_targets(plan)


def items_of(plan: Plan) -> list[PlanItem]:
    """In the order of the text, each with its plan."""
    items = list(plan.items.order_by("position"))
    for item in items:
        item.plan = plan
    return items


def put_in_order(
    plan: Plan, rows: Sequence[PlanItem], wanted: Sequence[ParsedPlanItem], *, gone: Sequence[PlanItem] = ()
) -> None:
    """Save each row as is wanted at its place; rows may be new, those that are `gone` are deleted."""
    moved = {row.pk for place, row in enumerate(rows) if row.pk and row.position != place}
    parked = [*moved, *(row.pk for row in gone)]
    PlanItem.objects.filter(pk__in=parked).update(position=F("position") + PARKED)
    only_moved = []
    for place, (row, read) in enumerate(zip(rows, wanted, strict=True)):
        parent = None if read.parent is None else rows[read.parent]
        values = {
            "parent_id": parent.pk if parent else None,
            "level": read.level,
            "path": read.path,
            "number": read.number,
            "title": read.title,
            "start": read.span.start,
            "end": read.span.end,
        }
        row.position = place
        if not _is_changed(row, values):
            only_moved.append(row)
            continue
        row.save()
    PlanItem.objects.bulk_update([row for row in only_moved if row.pk in moved], ["position"], batch_size=200)
    if gone:
        rehome_targets(plan)
        for row in gone:
            row.delete()


def rehome_targets(plan: Plan) -> None:
    """A target belongs to the item in which it begins."""
    items = list(plan.items.filter(position__lt=PARKED).order_by("start"))
    for target in Target.objects.filter(item__plan=plan):
        home = _home(items, target.start)
        if target.item_id != home.pk:
            target.item = home
            target.save()


def is_decided(target: Target) -> bool:
    """Has a person said of a figure whether it tells of the target, or that the target holds no more?"""
    decided = Q(evidence__isnull=False) | Q(refusals__isnull=False) | Q(superseded__isnull=False)
    return Target.objects.filter(decided, pk=target.pk).exists()


def _delete_targets(targets: Sequence[Target], *, is_same_text: bool) -> None:
    decided = [target for target in targets if is_decided(target)]
    if decided and not is_same_text:
        names = "、".join(f"“{target.indicator}”" for target in decided)
        raise ActionError(
            f"新的文本里没有这些目标，而它们已有人工认定：{names}。没有替换；可以两份都留，或先到目标页取下。"
        )
    for target in targets:
        if target not in decided:
            target.delete()


def _set_targets(plan: Plan, pairs: Sequence[Target | None], wanted: Sequence[ParsedTarget]) -> None:
    items = items_of(plan)
    new = []
    for row, read in zip(pairs, wanted, strict=True):
        values = {
            "item_id": _home(items, read.span.start).pk,
            "indicator": read.indicator,
            "comparator": read.comparator,
            "low": Decimal(str(read.low)),
            "high": Decimal(str(read.high)),
            "unit": read.unit,
            "due": read.due,
            "start": read.span.start,
            "end": read.span.end,
        }
        if row is None:
            new.append(Target(**values))
        elif _is_changed(row, values):
            row.save()
    bulk_create_with_history(new, Target)


def _is_changed(row: PlanItem | Target, values: Mapping[str, object]) -> bool:
    """Give the row the values; a new row is changed."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return row.pk is None or bool(changed)


def _home(items: Sequence[PlanItem], start: int) -> PlanItem:
    return next((item for item in reversed(items) if item.start <= start), items[0])


Keys = tuple[Callable[[PlanItem | ParsedPlanItem | Target | ParsedTarget], Hashable], ...]


def _pair(held: Sequence[Held], held_keys: Keys, wanted: Sequence[Wanted], wanted_keys: Keys) -> list[Held | None]:
    """Say which row each wanted one continues, None for what is new. The first of the keys on which both agree decides."""
    taken: dict[int, Held] = {}
    for of_held, of_wanted in zip(held_keys, wanted_keys, strict=True):
        free: dict[Hashable, list[Held]] = defaultdict(list)
        for row in reversed([row for row in held if row not in taken.values()]):
            free[of_held(row)].append(row)
        for place, read in enumerate(wanted):
            if place not in taken and free[of_wanted(read)]:
                taken[place] = free[of_wanted(read)].pop()
    return [taken.get(place) for place in range(len(wanted))]


def _item_keys(text: str) -> Keys:
    """The same words at the same level, then the same words."""
    return (lambda one: (one.level, _words(text, one)), lambda one: _words(text, one))


def _target_keys(text: str) -> Keys:
    """The same indicator in the same words; the same words; the same indicator and value."""
    return (
        lambda one: (one.indicator, _words(text, one)),
        lambda one: _words(text, one),
        lambda one: (one.indicator, one.unit, Decimal(str(one.low)), Decimal(str(one.high))),
    )


def _words(text: str, one: PlanItem | ParsedPlanItem | Target | ParsedTarget) -> str:
    return strip_whitespace(one.span.of(text))


def _carry(rows: Sequence[PlanItem | Target], former_text: str, text: str) -> None:
    """Give rows their places in a text that differs in white space only."""
    before = [0, *accumulate(not character.isspace() for character in former_text)]
    places = [place for place, character in enumerate(text) if not character.isspace()]
    for row in rows:
        row.start, row.end = places[before[row.start]], places[before[row.end] - 1] + 1
        row.save()
