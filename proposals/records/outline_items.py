"""What stands in an outline as a quotation: its words, where they are from, and whether they still stand there."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet

from kejiting.text.spans import Span
from kejiting.web.actions import refuse_if
from proposals.citation import cite
from proposals.models import Outline, OutlineItem, Passage

LONGEST_CITATION = 300
NO_SOURCE = MappingProxyType({"passage": None, "plan_item": None, "start": None, "end": None, "citation": ""})


@dataclass(frozen=True, slots=True)
class OutlineQuotation:
    """Words of a passage of a letter, or of an item of a plan by its key; `span` counts characters of its text."""

    text: str
    span: Span
    citation: str
    passage: Passage | None = None
    plan_item: int | None = None

    @property
    def source(self) -> dict[str, Any]:
        """The fields of an `OutlineItem` that say where the words are from."""
        return {
            "passage": self.passage,
            "plan_item": self.plan_item,
            "start": self.span.start,
            "end": self.span.end,
            "citation": self.citation[:LONGEST_CITATION],
        }


def selected(text: str, span: Span | None) -> Span:
    """Return where the words of `span` stand, white space at its ends left out; all of the text for None.

    Raises ActionError for what does not stand there.
    """
    place = span or Span(0, len(text))
    refuse_if(not 0 <= place.start < place.end <= len(text), "选中的文字不在这个段落里，请重新选。")
    words = place.of(text)
    refuse_if(not words.strip(), "没有选中文字。")
    start = place.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def quotation_of(passage: Passage, span: Span | None = None) -> OutlineQuotation:
    """Quote words of a passage, all of them or those of `span`. Raises ActionError if its letter is not published."""
    refuse_if(not passage.letter.is_published, "这段文字所在的答复函没有发布，不能引用。")
    text = passage.text
    place = selected(text, span)
    return OutlineQuotation(place.of(text), place, cite(passage.letter, passage.recommendation), passage=passage)


def items_with_sources(outline: Outline) -> QuerySet[OutlineItem]:
    """All items in order, with the passages that they quote; a fixed number of queries."""
    return outline.items.select_related("ask", "passage__letter", "passage__recommendation").order_by("position", "pk")


def text_of_source(item: OutlineItem) -> str | None:
    """What the quoted passage says now; None if it is no more, or its letter is not published any more."""
    return item.passage.text if item.passage and item.passage.letter.is_published else None


def new_wording(item: OutlineItem, source: str | None) -> Span | None:
    """Where `source`, the text of now, has other words than were quoted; None if it has the same.

    What stands where the words stood, else all of it.
    """
    if source is None or item.text in source:
        return None
    there = Span(min(item.start or 0, len(source)), min(item.end or 0, len(source)))
    return selected(source, there if there.of(source).strip() else None)
