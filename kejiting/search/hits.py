"""What the index answers: ids of passages, grouped under their document. Texts are the database's business."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Match = Literal["literal", "letter", "synonym", "near"]


@dataclass(frozen=True, slots=True)
class Hit:
    passage: int
    match: Match


@dataclass(frozen=True, slots=True)
class DocumentHits:
    """A letter or plan with its hits: all literal ones in the order of its text, or the best passage for each term."""

    key: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class FacetCount:
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How far the base was read through: how many `documents`, and whether these are all of them."""

    documents: int
    whole: bool


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One page of an answer. `count`, `passages` and `facets` leave the near hits out; facets count letters only.

    `read` is None if an index was asked; else only so many documents, the newest, were read for want of one. `unsure`:
    nobody could say whether there is anything newer than what the index knows.
    """

    count: int
    passages: int
    documents: tuple[DocumentHits, ...]
    facets: dict[str, tuple[FacetCount, ...]]
    read: Reading | None = None
    unsure: bool = False
