"""What the index is told about the base: one entry a passage, under the document it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from kejiting.search.properties import Properties
from kejiting.text.fold import fold

PLAN_PREFIX = "plan:"


@dataclass(frozen=True)
class Entry:
    """A passage as words find it. `heading` (its recommendation's words) is counted in when terms are matched."""

    passage: int
    part: str
    text: str
    heading: str | None

    @cached_property
    def folded(self) -> tuple[str, str]:
        """Text and heading as terms are looked for in them; folded once, however often they are."""
        return fold(self.text), fold(self.heading or "")


@dataclass(frozen=True, slots=True)
class Document:
    """A published letter or a plan with all its entries. `key` is letter:12 or plan:3.

    `properties` are what filters and facets go by; a plan has none. Sorts go by `written_on` and by `number`, the
    leading digits of the proposal's number.
    """

    key: str
    title: str
    entries: tuple[Entry, ...]
    written_on: date | None = None
    number: int | None = None
    properties: Properties = field(default_factory=dict)
