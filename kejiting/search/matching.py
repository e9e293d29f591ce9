"""Which documents of a segment hold what was asked for: in one passage, or in several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import and_

import numpy as np

from kejiting.search.arrays import Array, Mask
from kejiting.search.found import Found, by_document, first_of_each
from kejiting.search.literal import rows_with_any
from kejiting.search.query import Filters, Words
from kejiting.search.ranking import Ranking
from kejiting.search.segments import Segment


def find_in(segment: Segment, words: Words, filters: Filters, ranking: Ranking) -> Iterator[Found]:
    """Documents with rows that meet all groups, then those whose groups are met by different rows."""
    excluded = rows_with_any(segment, words.excluded)
    if not words.groups:
        rows = np.flatnonzero(segment.fitting(segment.rows() & ~excluded, filters))
        yield by_document(segment, "literal", rows, np.zeros(len(rows)))
        return
    groups = [segment.fitting(rows_with_any(segment, group) & ~excluded, filters) for group in words.groups]
    literal = reduce(and_, groups)
    rows = np.flatnonzero(literal)
    yield by_document(segment, "literal", rows, ranking.scores(segment, rows))
    if len(groups) > 1:
        # A document that holds an excluded term anywhere is no answer as a whole.
        yield _together(segment, groups, literal | excluded, ranking)


def _together(segment: Segment, groups: Sequence[Mask], settled: Mask, ranking: Ranking) -> Found:
    """For each group the best row, the first of equals; one row may serve several groups."""
    documents = reduce(and_, (_documents(segment, rows) for rows in groups)) & ~_documents(segment, settled)
    owners = segment.table.owners
    if not documents.any():
        return by_document(segment, "letter", np.flatnonzero(segment.no_rows()), np.zeros(0))
    here = documents[owners]
    chosen = segment.no_rows()
    scores = np.zeros(len(owners))
    scored = np.flatnonzero(reduce(np.logical_or, groups) & here)
    scores[scored] = ranking.scores(segment, scored)
    for group in groups:
        chosen[_best_of_each(segment, np.flatnonzero(group & here), scores)] = True
    rows = np.flatnonzero(chosen)
    return by_document(segment, "letter", rows, scores[rows])


def _documents(segment: Segment, rows: Mask) -> Mask:
    """Those that own one of the rows."""
    owning = np.zeros(len(segment.table.cards), bool)
    owning[segment.table.owners[rows]] = True
    return owning


def _best_of_each(segment: Segment, rows: Array, scores: Array) -> Array:
    owners = segment.table.owners[rows]
    firsts = first_of_each(owners)
    best = np.maximum.reduceat(scores[rows], firsts)
    tops = np.flatnonzero(scores[rows] == np.repeat(best, np.diff(np.append(firsts, len(rows)))))
    return rows[tops[first_of_each(owners[tops])]]
