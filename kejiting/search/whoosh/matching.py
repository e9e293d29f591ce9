"""Which documents hold what was asked for: in one passage, or in several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import and_

import numpy as np

from kejiting.search.query import Filters, SearchTerms
from kejiting.search.whoosh.arrays import Array, Mask, firsts
from kejiting.search.whoosh.matches import Matches, by_document
from kejiting.search.whoosh.ranking import Ranking
from kejiting.search.whoosh.snapshot import Snapshot
from kejiting.search.whoosh.term_rows import rows_with_any


def find(snapshot: Snapshot, words: SearchTerms, filters: Filters, ranking: Ranking) -> Iterator[Matches]:
    """Documents with rows that meet all groups, then those whose groups are met by different rows; none that is empty."""
    groups, excluded = _rows_of_groups(snapshot, words, filters)
    if not groups:
        return
    rows = _in_all(snapshot, groups)
    if len(rows):
        yield by_document(snapshot, "literal", rows, _own(snapshot, words, rows))
    if len(groups) > 1:
        # A document that holds an excluded term anywhere is no answer as a whole.
        settled = snapshot.mask_of_documents(snapshot.owners.take(rows)) | snapshot.mask_of_documents(
            snapshot.owners.take(excluded)
        )
        yield from _together(snapshot, groups, settled, ranking)


def find_among(snapshot: Snapshot, words: SearchTerms, filters: Filters, among: Mask) -> Array:
    """The same documents, of `among` only, without their rows."""
    groups, excluded = _rows_of_groups(snapshot, words, filters, among)
    if not groups:
        return np.empty(0, np.intp)
    owned = [snapshot.mask_of_documents(snapshot.owners.take(rows)) for rows in groups]
    found = reduce(and_, owned)
    if len(excluded):
        whole = snapshot.mask_of_documents(snapshot.owners.take(_in_all(snapshot, groups)))
        found &= whole | ~snapshot.mask_of_documents(snapshot.owners.take(excluded))
    return np.flatnonzero(found)


def _rows_of_groups(
    snapshot: Snapshot, words: SearchTerms, filters: Filters, among: Mask | None = None
) -> tuple[list[Array], Array]:
    """The rows that meet each group, none if one is met nowhere; and those that hold an excluded term."""
    groups: list[Array] = []
    for group in words.groups:
        groups.append(snapshot.fitting(rows_with_any(snapshot, group), filters, among))
        if not len(groups[-1]):
            return [], groups[-1]
    if not groups:
        groups.append(snapshot.fitting(snapshot.rows(), filters, among))
    excluded = rows_with_any(snapshot, words.excluded) if words.excluded else groups[0][:0]
    if len(excluded):
        barred = snapshot.mask(excluded)
        groups = [rows[~barred[rows]] for rows in groups]
    return groups, excluded


def _in_all(snapshot: Snapshot, groups: Sequence[Array]) -> Array:
    return reduce(lambda all_of, one: one[snapshot.mask(all_of)[one]], groups)


def _own(snapshot: Snapshot, words: SearchTerms, rows: Array) -> Mask | None:
    """Which of the rows hold one of the terms themselves; None if nothing is asked for in words."""
    terms = [term for group in words.groups for term in group]
    return snapshot.mask(*map(snapshot.own_rows_with, terms))[rows] if terms else None


def _together(snapshot: Snapshot, groups: Sequence[Array], settled: Mask, ranking: Ranking) -> Iterator[Matches]:
    """For each group the best row, the first of equals; one row may serve several groups."""
    owned = [(rows, snapshot.owners.take(rows)) for rows in groups]
    documents = reduce(and_, (snapshot.mask_of_documents(owners) for _, owners in owned)) & ~settled
    if documents.any():
        best = [_best_of_each(snapshot, rows, owners, documents, ranking) for rows, owners in owned]
        yield by_document(snapshot, "letter", np.flatnonzero(snapshot.mask(*best)))


def _best_of_each(snapshot: Snapshot, rows: Array, owners: Array, documents: Mask, ranking: Ranking) -> Array:
    """In each of the documents the best of the rows that are its own."""
    wanted = documents.take(owners).nonzero()[0]
    rows, owners = rows.take(wanted), owners.take(wanted)
    scores = ranking.scores(rows)
    tops = (scores == snapshot.best_of_documents(owners, scores).take(owners)).nonzero()[0]
    best: Array = rows[tops[firsts(owners[tops])]]
    return best
