"""Read a plan back from the base in the shape in which it was read from its text."""

from __future__ import annotations

from typing import cast

from kejiting.text.spans import Problem, Span
from measures.extraction.parsed import Comparator, Level, ParsedPlan, ParsedPlanItem, ParsedTarget
from measures.models import Plan, PlanItem, Target


def to_parsed(plan: Plan) -> ParsedPlan:
    """Two queries, one of items and one of targets, unless they are prefetched (`items__targets`)."""
    items = list(plan.items.all())
    places = {item.pk: place for place, item in enumerate(items)}
    targets = [(places[item.pk], target) for item in items for target in item.targets.all()]
    return ParsedPlan(
        text=plan.public_text,
        title=plan.title,
        issuer=plan.issuer,
        issued_on=plan.issued_on,
        doc_number=plan.doc_number,
        period=plan.period,
        cites=tuple(plan.cites),
        items=tuple(item_to_parsed(item, places.get(item.parent_id or 0)) for item in items),
        targets=tuple(_target(place, target) for place, target in sorted(targets, key=lambda pair: pair[1].start)),
        problems=tuple(Problem(problem["field"], problem["message"]) for problem in plan.problems),
    )


def item_to_parsed(item: PlanItem, parent: int | None) -> ParsedPlanItem:
    """`parent` is the place of the item above it."""
    return ParsedPlanItem(
        level=cast(Level, item.level),
        path=item.path,
        number=item.number,
        title=item.title,
        span=item.span,
        parent=parent,
    )


def _target(place: int, target: Target) -> ParsedTarget:
    return ParsedTarget(
        item=place,
        span=Span(target.start, target.end),
        indicator=target.indicator,
        comparator=cast(Comparator, target.comparator),
        low=float(target.low),
        high=float(target.high),
        unit=target.unit,
        due=target.due,
    )
