"""The sources of an outline's quotations, passages of letters and items of plans, as they are now."""

from __future__ import annotations

from dataclasses import dataclass

from kejiting.text.spans import Span
from kejiting.web.actions import ActionError
from measures.models import PlanItem
from proposals.models import Outline, OutlineItem
from proposals.parsing.stops import sentence_spans
from proposals.records.outline_items import (
    OutlineQuotation,
    items_with_sources,
    new_wording,
    quotation_of,
    selected,
    text_of_source,
)

_GONE = "这段文字在原处已经没有了，请删去，或者改成自己的话。"


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """`source` is where it is quoted from; None for the drafter's words, and where the source is no more.

    `wording`: what the source says now; "" where it does not say it any more, None where nothing changed.
    """

    item: OutlineItem
    source: str | None = None
    wording: str | None = None


def rows_of(outline: Outline) -> list[OutlineRow]:
    """All pieces in order; three queries."""
    items = list(items_with_sources(outline)) if outline.pk else []
    plans = _plan_items(items)
    return [_row(item, plans) for item in items]


def quotation_of_plan(item: PlanItem, span: Span | None = None) -> OutlineQuotation:
    """Quote words of an item of a plan, all of them or those of `span`. Raises ActionError if they do not stand there."""
    text = item.text
    place = selected(text, span)
    return OutlineQuotation(place.of(text), place, item.plan.citation, plan_item=item.pk)


def quotation_of_now(item: OutlineItem) -> OutlineQuotation:
    """Quote what the source says now instead. Raises ActionError where it says nothing of it any more."""
    plan_item = _plan_items([item]).get(item.plan_item or 0)
    place = new_wording(item, plan_item.text if plan_item else text_of_source(item))
    if place and item.passage:
        return quotation_of(item.passage, place)
    if place and plan_item:
        return quotation_of_plan(plan_item, place)
    raise ActionError(_GONE)


def sentence_around(text: str, place: Span) -> Span | None:
    """Return the first sentence of a text that has to do with a place in it."""
    return next((one for one in sentence_spans(text, Span(0, len(text))) if one.overlaps(place)), None)


def _row(item: OutlineItem, plans: dict[int, PlanItem]) -> OutlineRow:
    if not item.is_quotation:
        return OutlineRow(item)
    plan_item = plans.get(item.plan_item or 0)
    text, source = (plan_item.text, plan_item) if plan_item else (text_of_source(item), item.passage)
    place = new_wording(item, text)
    wording = "" if text is None else place.of(text) if place else None
    return OutlineRow(item, source.get_absolute_url() if source else None, wording)


def _plan_items(items: list[OutlineItem]) -> dict[int, PlanItem]:
    published = PlanItem.objects.published().select_related("plan").defer("plan__as_read_text")
    return published.in_bulk({item.plan_item for item in items if item.plan_item})
