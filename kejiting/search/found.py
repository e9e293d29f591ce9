"""Documents found, and in what order they are shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kejiting.search.cards import Card
from kejiting.search.hits import DocumentHits, Hit, Match
from kejiting.search.query import Sort
from kejiting.search.segments import Segment

Rank = tuple[float | int | str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A document with the rows found in it, in the order of its text; `score` is that of the best."""

    segment: Segment
    card: Card
    rows: tuple[int, ...]
    match: Match
    score: float = 0.0

    @property
    def parts(self) -> set[str]:
        return {self.segment.table.parts[row] for row in self.rows}

    def hits(self) -> DocumentHits:
        passages = self.segment.table.passages
        return DocumentHits(self.card.key, tuple(Hit(passages[row], self.match) for row in self.rows))


def in_order(found: list[Found], sort: Sort) -> list[Found]:
    """Those with a passage that holds everything first, each lot sorted; equals newest first, then by id."""
    rank = _RANKS[sort]
    return sorted(found, key=lambda one: (one.match != "literal", *rank(one), *_by_date(one), *_by_id(one)))


def _by_score(one: Found) -> Rank:
    # Rounded, so that the order never hangs on the last bit of a sum.
    return (-round(one.score, 6),)


def _by_date(one: Found) -> Rank:
    written_on = one.card.written_on
    return (0, -written_on.toordinal()) if written_on else (1, 0)


def _by_number(one: Found) -> Rank:
    number = one.card.number
    return (1, 0) if number is None else (0, number)


def _by_id(one: Found) -> Rank:
    kind, _, identity = one.card.key.partition(":")
    return (kind, int(identity) if identity.isdecimal() else 0, identity)


_RANKS: dict[Sort, Callable[[Found], Rank]] = {"relevance": _by_score, "date": _by_date, "number": _by_number}
