"""What the index answers: ids of passages, grouped under their document. Texts are the database's business."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import starmap
from operator import itemgetter
from typing import Literal

from kejiting.search.properties import Property

# Of a facet: nobody reads on in a list of thousands of people, who are found by their names
MOST_VALUES = 100
# heading: the words stand in the heading of the ask that the passage answers, none of them in its own
Match = Literal["literal", "heading", "letter", "synonym", "near"]


@dataclass(frozen=True, slots=True)
class Hit:
    passage: int
    match: Match


def is_heading(hit: Hit) -> bool:
    """Sorts what only a heading holds behind the others."""
    return hit.match == "heading"


@dataclass(frozen=True, slots=True)
class DocumentHits:
    """A letter or plan with its hits: all literal ones in the order of its text, behind them those by a heading, or the
    best passage for each term."""

    key: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class FacetCount:
    value: str
    count: int


def in_order(facet: Property, counts: Mapping[str, int], chosen: Collection[str] = ()) -> tuple[FacetCount, ...]:
    """Years are looked for by their order, everything else by its weight. At most `MOST_VALUES`, and what is chosen."""
    pairs = sorted(counts.items(), reverse=facet.newest_first)
    if not facet.newest_first:
        pairs.sort(key=itemgetter(1), reverse=True)  # equals stay in the order of their names
    more = (pair for pair in pairs[MOST_VALUES:] if pair[0] in chosen)
    return tuple(starmap(FacetCount, (*pairs[:MOST_VALUES], *more)))


@dataclass(frozen=True, slots=True)
class BaseScan:
    """How far the base was read through: how many `documents`, and whether these are all of them."""

    documents: int
    whole: bool


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One page of an answer. `count`, `passages` and `facets` leave the near hits out; facets count letters only, each
    as if it were not filtered itself, and `passages` leaves those out that only a heading finds.

    `read` is None if an index was asked; else only so many documents, the newest, were read for want of one. `unsure`:
    nobody could say whether there is anything newer than what the index knows.
    """

    count: int
    passages: int
    documents: tuple[DocumentHits, ...]
    facets: dict[str, tuple[FacetCount, ...]]
    read: BaseScan | None = None
    unsure: bool = False
