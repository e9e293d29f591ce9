"""A segment of the index as searching needs it: postings, match texts, and whose each row is."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kejiting.search.cards import Card, read_card
from kejiting.search.query import Filters
from kejiting.search.schema import BOOSTS


@dataclass(frozen=True, slots=True)
class SegmentTable:
    """The columns of a segment. Segments never change, so a table serves all threads and all later generations.

    `passages`, `parts` and `owners` go by row; `owners` gives the place in `cards`.
    """

    passages: array[int]
    parts: tuple[str, ...]
    owners: array[int]
    cards: tuple[Card, ...]


def read_table(reader: Any) -> SegmentTable:
    owners = array("l")
    cards: list[Card] = []
    for written in _column(reader, "card"):
        if written:
            cards.append(read_card(written))
        owners.append(len(cards) - 1)
    names: dict[bytes, str] = {}
    parts = tuple(names.setdefault(part, part.decode()) for part in _column(reader, "part"))
    return SegmentTable(array("q", _column(reader, "passage")), parts, owners, tuple(cards))


def _column(reader: Any, name: str) -> Iterable[Any]:
    column: Iterable[Any] = reader.column_reader(name, translate=False)
    return column


class Segment:
    """One thread's view of a segment. Rows are numbered within it; deleted ones never appear."""

    def __init__(self, searcher: Any, table: SegmentTable) -> None:
        self.searcher = searcher
        self.table = table
        self._reader = searcher.reader()
        # Opened now, while the files are surely there: a writer may remove them, but not from under an open handle.
        # Whoosh opens lengths when it first needs them, and takes a missing file for a field without any.
        self._texts = self._reader.column_reader("match_text", translate=False)
        for field in BOOSTS:
            self._reader.doc_field_length(0, field)

    def rows(self) -> Iterable[int]:
        rows: Iterable[int] = self._reader.all_doc_ids()
        return rows

    def frequency(self, field: str, token: str) -> int:
        frequency: int = self._reader.doc_frequency(field, token)
        return frequency

    def rows_with(self, field: str, token: str) -> set[int]:
        if not self.frequency(field, token):
            return set()
        return set(self._reader.postings(field, token).all_ids())

    def scored(self, field: str, token: str) -> Any:
        """A Whoosh matcher over the token's rows, with the scores of the whole index (not of this segment alone)."""
        scorer = self.searcher.weighting.scorer(self.searcher, field, token)
        return self._reader.postings(field, token, scorer=scorer)

    def tokens(self, field: str, first: str, last: str) -> Iterable[str]:
        """The tokens of a field from `first` up to `last`, that excluded."""
        for name, token in self._reader.terms_from(field, first):
            if name != field or token >= last.encode():
                return
            yield token.decode()

    def match_text(self, row: int) -> str:
        text: bytes = self._texts[row]
        return text.decode()

    def card(self, row: int) -> Card:
        return self.table.cards[self.table.owners[row]]

    def fitting(self, rows: Iterable[int], filters: Filters) -> set[int]:
        """Those of the rows that pass the filters."""
        if filters == Filters():
            return set(rows)
        table = self.table
        fits: dict[int, bool] = {}
        kept = set()
        for row in rows:
            if filters.part not in {None, table.parts[row]}:
                continue
            owner = table.owners[row]
            if owner not in fits:
                fits[owner] = table.cards[owner].fits(filters)
            if fits[owner]:
                kept.add(row)
        return kept
