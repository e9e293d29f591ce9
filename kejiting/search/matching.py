"""Which documents of a segment hold what was asked for: in one passage, or in several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import and_

import numpy as np

from kejiting.search.arrays import Array, Mask, firsts
from kejiting.search.found import Found, by_document
from kejiting.search.literal import rows_with_any
from kejiting.search.query import Filters, Words
from kejiting.search.ranking import Ranking
from kejiting.search.segments import Segment


def find_in(segment: Segment, words: Words, filters: Filters, ranking: Ranking) -> Iterator[Found]:
    """Documents with rows that meet all groups, then those whose groups are met by different rows; none that is empty."""
    groups: list[Array] = []
    for group in words.groups:
        groups.append(segment.fitting(rows_with_any(segment, group), filters))
        if not len(groups[-1]):
            return
    if not groups:
        groups.append(segment.fitting(segment.rows(), filters))
    excluded = rows_with_any(segment, words.excluded) if words.excluded else groups[0][:0]
    if len(excluded):
        barred = segment.mask(excluded)
        groups = [rows[~barred[rows]] for rows in groups]
    rows = reduce(lambda all_of, one: one[segment.mask(all_of)[one]], groups)
    if len(rows):
        yield by_document(segment, "literal", rows, ranking.scores(segment, rows))
    if len(groups) > 1:
        # A document that holds an excluded term anywhere is no answer as a whole.
        yield from _together(segment, groups, _documents(segment, rows) | _documents(segment, excluded), ranking)


def _together(segment: Segment, groups: Sequence[Array], settled: Mask, ranking: Ranking) -> Iterator[Found]:
    """For each group the best row, the first of equals; one row may serve several groups."""
    documents = reduce(and_, (_documents(segment, rows) for rows in groups)) & ~settled
    if not documents.any():
        return
    owners = segment.table.owners
    groups = [rows[documents[owners[rows]]] for rows in groups]
    scored = np.flatnonzero(segment.mask(*groups))
    scores = np.zeros(len(owners))
    scores[scored] = ranking.scores(segment, scored)
    rows = np.flatnonzero(segment.mask(*(_best_of_each(segment, rows, scores) for rows in groups)))
    yield by_document(segment, "letter", rows, scores[rows])


def _documents(segment: Segment, rows: Array) -> Mask:
    """Those that own one of the rows."""
    owning = np.zeros(len(segment.table.cards), bool)
    owning[segment.table.owners[rows]] = True
    return owning


def _best_of_each(segment: Segment, rows: Array, scores: Array) -> Array:
    owners = segment.table.owners[rows]
    begins = firsts(owners)
    best = np.maximum.reduceat(scores[rows], begins)
    tops = np.flatnonzero(scores[rows] == np.repeat(best, np.diff(np.append(begins, len(rows)))))
    return rows[tops[firsts(owners[tops])]]
