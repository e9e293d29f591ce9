"""Which documents of a segment hold what was asked for: in one passage, or in several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kejiting.search.found import Found
from kejiting.search.literal import rows_with_any
from kejiting.search.query import Filters, Words
from kejiting.search.ranking import score_rows, words_of
from kejiting.search.segments import Segment


def find_in(segment: Segment, words: Words, filters: Filters) -> Iterator[Found]:
    """Documents with rows that meet all groups, then those whose groups are met by different rows."""
    if not words.groups:
        yield from _everything(segment, words, filters)
        return
    excluded = rows_with_any(segment, words.excluded)
    groups = [segment.fitting(rows_with_any(segment, group) - excluded, filters) for group in words.groups]
    literal = set.intersection(*groups)
    ranked_by = words_of(words.terms)
    yield from _literal(segment, literal, ranked_by)
    if len(groups) > 1:
        # A document that holds an excluded term anywhere is no answer as a whole.
        settled = _owners(segment, literal) | _owners(segment, excluded)
        yield from _together(segment, groups, settled, ranked_by)


def _everything(segment: Segment, words: Words, filters: Filters) -> Iterator[Found]:
    rows = segment.fitting(segment.rows(), filters)
    if words.excluded:
        rows -= rows_with_any(segment, words.excluded)
    yield from _literal(segment, rows, ())


def _literal(segment: Segment, rows: set[int], words: Sequence[str]) -> Iterator[Found]:
    scores = score_rows(segment, rows, words)
    for owner, owned in _by_owner(segment, rows).items():
        best = max(scores[row] for row in owned)
        yield Found(segment, segment.table.cards[owner], tuple(owned), "literal", best)


def _together(segment: Segment, groups: list[set[int]], settled: set[int], words: Sequence[str]) -> Iterator[Found]:
    """For each group the best row, the first of equals; one row may serve several groups."""
    owners = set.intersection(*(_owners(segment, rows) for rows in groups)) - settled
    rows_of = [_by_owner(segment, rows, owners) for rows in groups]
    scores = score_rows(segment, {row for by_owner in rows_of for rows in by_owner.values() for row in rows}, words)
    for owner in owners:
        best = {max(by_owner[owner], key=lambda row: (scores[row], -row)) for by_owner in rows_of}
        score = max(scores[row] for row in best)
        yield Found(segment, segment.table.cards[owner], tuple(sorted(best)), "letter", score)


def _owners(segment: Segment, rows: Iterable[int]) -> set[int]:
    owners = segment.table.owners
    return {owners[row] for row in rows}


def _by_owner(segment: Segment, rows: Iterable[int], among: set[int] | None = None) -> dict[int, list[int]]:
    owners = segment.table.owners
    owned: dict[int, list[int]] = defaultdict(list)
    for row in sorted(rows):
        if among is None or owners[row] in among:
            owned[owners[row]].append(row)
    return owned
