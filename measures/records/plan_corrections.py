"""What a person corrects in a plan: its head, its outline, its targets. A later reading leaves that alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from kejiting.text.spans import Span
from kejiting.web.actions import ActionError, expect_version, get_or_refuse, refuse_if
from measures.extraction.arranging import arranged
from measures.models import Comparator, Plan, PlanItem, PlanLevel, Target
from measures.records.plan_contents import ITEMS, TARGETS, is_decided, items_of, put_in_order, rehome_targets
from measures.records.plan_locking import lock_plan
from measures.records.plans import PLAN_FIELDS, note_plan
from measures.records.recall import item_to_parsed

ITEM_GONE = "这一条已经不在了，请看过现在的页面再改。"
TARGET_GONE = "这个目标已经不在了，请看过现在的页面再改。"
DECIDED = "这个目标已有人工认定的数据，或已标为不再适用，不能去掉。请先到目标页取下、恢复，或者只改它的各栏。"


@dataclass(frozen=True, slots=True)
class TargetFields:
    """What a person says of a target; values are in base units, `span` counts characters of the plan's text."""

    indicator: str
    comparator: Comparator
    low: Decimal
    high: Decimal
    unit: str
    due: str | None
    span: Span


@transaction.atomic
def correct_plan_head(plan: Plan, head: Mapping[str, Any], *, expected_version: int | None) -> None:
    """Save the fields of `PLAN_FIELDS` that differ; those that are as before stay the rules'. Raises RowChangedError."""
    expect_version(plan, expected_version)
    changed = {name: value for name, value in head.items() if value != getattr(plan, name)}
    if not changed:
        return
    with _correcting(plan, *changed):
        for name in PLAN_FIELDS:
            if name in changed:
                setattr(plan, name, changed[name])


@transaction.atomic
def change_item(
    plan: Plan, pk: int, *, level: PlanLevel, number: int | None, title: str | None, expected_version: int
) -> None:
    """Say what an item is: a heading of some level with its number and title, a measure, or a paragraph."""
    with _correcting(plan, ITEMS, expected_version=expected_version):
        items = items_of(plan)
        place = _place(items, pk)
        if level == PlanLevel.PARAGRAPH and items[place].level != level:
            # it stands in what the item above it stands in, unless that is a heading itself
            above = items[place - 1] if place else None
            is_heading = above is not None and above.level in (PlanLevel.CHAPTER, PlanLevel.SECTION)
            items[place].parent_id = (above.pk if is_heading else above.parent_id) if above else None
        if level != PlanLevel.PARAGRAPH and items[place].level == PlanLevel.PARAGRAPH and not items[place].parent_id:
            _bring_inside(items, place)
        is_heading = level in (PlanLevel.CHAPTER, PlanLevel.SECTION)
        number = None if level == PlanLevel.PARAGRAPH else number
        if (level, number) != (items[place].level, items[place].number):
            items[place].path = ""  # it is not printed so any more
        items[place].level, items[place].number = level, number
        items[place].title = title if is_heading else None
        _arrange(plan, items)


@transaction.atomic
def split_plan_item(plan: Plan, pk: int, at: int, *, expected_version: int) -> PlanItem:
    """Make two items of one; the second, a paragraph, begins at character `at` of the text. Returns the second."""
    with _correcting(plan, ITEMS, expected_version=expected_version):
        items = items_of(plan)
        place = _place(items, pk)
        item = items[place]
        first, second = _trimmed(plan.text, item.start, at), _trimmed(plan.text, at, item.end)
        if not item.start < at < item.end or not first or not second:
            raise ActionError("这里拆不开：请在这一条的中间选一句。")
        is_heading = item.level in (PlanLevel.CHAPTER, PlanLevel.SECTION)
        new = PlanItem(plan=plan, level=PlanLevel.PARAGRAPH, start=second.start, end=second.end)
        new.parent_id = item.pk if is_heading else item.parent_id
        item.end = first.end
        _arrange(plan, [*items[: place + 1], new, *items[place + 1 :]])
        return new


@transaction.atomic
def join_plan_item(plan: Plan, pk: int, *, expected_version: int) -> PlanItem:
    """Make an item part of the one above it, which keeps its level. Returns that one."""
    with _correcting(plan, ITEMS, expected_version=expected_version):
        items = items_of(plan)
        place = _place(items, pk)
        refuse_if(not place, "这是第一条，上面没有可以并入的。")
        above, item = items[place - 1], items[place]
        above.end = item.end
        for below in items[place + 1 :]:
            if below.parent_id == item.pk:
                below.parent_id = above.pk
        _arrange(plan, [*items[:place], *items[place + 1 :]], gone=[item])
        return above


@transaction.atomic
def save_target(plan: Plan, pk: int | None, fields: TargetFields, *, expected_version: int) -> Target:
    """Change a target, or add one (`pk` None). What people decided of it stays. Raises ActionError."""
    with _correcting(plan, TARGETS, expected_version=expected_version):
        target = Target() if pk is None else _target(plan, pk)
        home = next((item for item in reversed(items_of(plan)) if item.start <= fields.span.start), None)
        if home is None:
            raise ActionError("这段文字不在方案的任何一条里。")
        target.item = home
        for name in ("indicator", "comparator", "low", "high", "unit", "due"):
            setattr(target, name, getattr(fields, name))
        target.start, target.end = fields.span.start, fields.span.end
        target.save()
        return target


@transaction.atomic
def remove_target(plan: Plan, pk: int, *, expected_version: int) -> None:
    """It is no target. Raises ActionError also if people have decided something of it."""
    with _correcting(plan, TARGETS, expected_version=expected_version):
        target = _target(plan, pk)
        refuse_if(is_decided(target), DECIDED)
        target.delete()


@contextmanager
def _correcting(plan: Plan, *fields: str, expected_version: int | None = None) -> Iterator[None]:
    """Hold the plan while a person corrects some fields: they are the person's then. Raises RowChangedError."""
    lock_plan(plan, expected_version)
    yield
    plan.set_by_person = sorted({*plan.set_by_person, *fields})
    plan.problems = [problem for problem in plan.problems if problem["field"] not in fields]
    plan.version += 1
    plan.save()
    note_plan(plan)


def _arrange(plan: Plan, items: list[PlanItem], *, gone: list[PlanItem] | None = None) -> None:
    """Save the items, in the order of the text, with parents and paths that follow from their levels."""
    places = {item.pk: place for place, item in enumerate(items) if item.pk}
    outside = len(items)
    # of a parent only whether there is one counts here
    read = [
        item_to_parsed(item, None if item.parent_id is None else places.get(item.parent_id, outside)) for item in items
    ]
    # what is to be written has to differ from what stands in the base
    stored = {row.pk: row for row in items_of(plan)}
    rows = [stored.get(item.pk, item) for item in items]
    put_in_order(plan, rows, arranged(read), gone=gone or [])
    rehome_targets(plan)


def _bring_inside(items: list[PlanItem], place: int) -> None:
    """Paragraphs that stood outside of the body, right below what becomes a heading, are its own."""
    for below in items[place + 1 :]:
        if below.level != PlanLevel.PARAGRAPH or below.parent_id:
            return
        below.parent_id = items[place].pk


def _place(items: list[PlanItem], pk: int) -> int:
    place = next((place for place, item in enumerate(items) if item.pk == pk), None)
    if place is None:
        raise ActionError(ITEM_GONE)
    return place


def _target(plan: Plan, pk: int) -> Target:
    """Held until the transaction ends: nobody links a figure to it meanwhile."""
    return get_or_refuse(Target.objects.select_for_update(of=("self",)).filter(item__plan=plan, pk=pk), TARGET_GONE)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without the white space around it, None if nothing else is there."""
    words = text[start:end]
    bare = words.strip()
    begin = start + len(words) - len(words.lstrip())
    return Span(begin, begin + len(bare)) if bare else None
