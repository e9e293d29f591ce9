"""What the index is told about the base: one entry a passage, under the document it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as words find it. `heading` (its recommendation's words) is counted in when terms are matched."""

    passage: int
    part: str
    text: str
    heading: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """A published letter or a plan with all its entries. `key` is letter:12 or plan:3.

    The fields after `title` are what filters, facets and sorts go by; a plan has none of them but its date.
    `session` is 政协-省-13-3; `number` is the leading digits of the proposal's number, for sorting.
    """

    key: str
    title: str
    entries: tuple[Entry, ...]
    written_on: date | None = None
    kind: str | None = None
    session: str | None = None
    agency: str | None = None
    delegates: tuple[str, ...] = ()
    number: int | None = None
