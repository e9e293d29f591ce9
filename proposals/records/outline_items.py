"""The pieces of an outline with what they quote, and whether a letter still says what was quoted."""

from __future__ import annotations

from django.db.models import QuerySet

from kejiting.text.spans import Span
from proposals.models import Outline, OutlineItem


def items_with_sources(outline: Outline) -> QuerySet[OutlineItem]:
    """All items in order, with what they quote; a fixed number of queries."""
    return outline.items.select_related("ask", "passage__letter", "passage__recommendation").order_by("position", "pk")


def new_wording(item: OutlineItem) -> str | None:
    """What the letter says now where it was quoted; "" where it does not say it any more, None where nothing changed."""
    if not item.is_quotation:
        return None
    if item.passage is None or not item.passage.letter.is_published:
        return ""
    words = item.passage.text
    if item.text in words:
        return None
    return Span(item.start or 0, item.end or 0).of(words) or words
