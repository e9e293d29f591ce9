"""Which documents hold what was asked for: in one passage, or in several."""

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
from kejiting.search.table import Table


def find(table: Table, words: Words, filters: Filters, ranking: Ranking) -> Iterator[Found]:
    """Documents with rows that meet all groups, then those whose groups are met by different rows; none that is empty."""
    groups: list[Array] = []
    for group in words.groups:
        groups.append(table.fitting(rows_with_any(table, group), filters))
        if not len(groups[-1]):
            return
    if not groups:
        groups.append(table.fitting(table.rows(), filters))
    excluded = rows_with_any(table, words.excluded) if words.excluded else groups[0][:0]
    if len(excluded):
        barred = table.mask(excluded)
        groups = [rows[~barred[rows]] for rows in groups]
    rows = reduce(lambda all_of, one: one[table.mask(all_of)[one]], groups)
    if len(rows):
        yield by_document(table, "literal", rows)
    if len(groups) > 1:
        # A document that holds an excluded term anywhere is no answer as a whole.
        settled = table.mask_of_documents(table.owners.take(rows)) | table.mask_of_documents(
            table.owners.take(excluded)
        )
        yield from _together(table, groups, settled, ranking)


def _together(table: Table, groups: Sequence[Array], settled: Mask, ranking: Ranking) -> Iterator[Found]:
    """For each group the best row, the first of equals; one row may serve several groups."""
    owned = [(rows, table.owners.take(rows)) for rows in groups]
    documents = reduce(and_, (table.mask_of_documents(owners) for _, owners in owned)) & ~settled
    if documents.any():
        best = [_best_of_each(table, rows, owners, documents, ranking) for rows, owners in owned]
        yield by_document(table, "letter", np.flatnonzero(table.mask(*best)))


def _best_of_each(table: Table, rows: Array, owners: Array, documents: Mask, ranking: Ranking) -> Array:
    """In each of the documents the best of the rows that are its own."""
    wanted = documents.take(owners).nonzero()[0]
    rows, owners = rows.take(wanted), owners.take(wanted)
    scores = ranking.scores(rows)
    tops = (scores == table.best_of_documents(owners, scores).take(owners)).nonzero()[0]
    best: Array = rows[tops[firsts(owners[tops])]]
    return best
