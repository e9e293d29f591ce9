"""In what order documents are shown, and which of them a page shows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

import numpy as np

from kejiting.search.query import Sort
from kejiting.search.whoosh.arrays import Array
from kejiting.search.whoosh.matches import Matches
from kejiting.search.whoosh.ranking import Scoring

# Above any rank: documents that lack what is sorted by, and those that hold the words only in several passages.
_LAST = 1 << 40
_LATER = 1 << 42
_SCORE_STEPS = 1e6


def best(found: Sequence[Matches], sort: Sort, ranking: Scoring, first: int, size: int) -> list[tuple[Matches, int]]:
    """The documents from the place `first` on: those with a passage that holds everything, then the others.

    Each lot is sorted; equals come newest first, then by id. Only those that may be shown are sorted at all.
    """
    ends = list(accumulate(map(len, found), initial=0))
    total = ends[-1]
    if first >= total:
        return []
    if total == 1:
        # One needs no score, for which the postings of all words would be read: a long literal stands in one letter.
        return [(found[0], 0)]
    # Who stands in a lot behind the page need not be sorted.
    found = found[: bisect_left(ends, first + size)]
    total = ends[len(found)]
    ranks = np.concatenate([_RANKS[sort](one, ranking) + (0 if one.match == "literal" else _LATER) for one in found])
    if first + size < total:
        candidates = np.flatnonzero(ranks <= np.partition(ranks, first + size - 1)[first + size - 1])
    else:
        candidates = np.arange(total)
    documents = np.concatenate([one.documents for one in found])[candidates]
    columns = found[0].snapshot.columns
    keys = (
        columns.identities[documents],
        ~columns.is_letter[documents],
        _newest(columns.dates[documents]),
        ranks[candidates],
    )
    shown = candidates[np.lexsort(keys)[first : first + size]].tolist()
    lots = [bisect_right(ends, place) - 1 for place in shown]
    return [(found[lot], place - ends[lot]) for lot, place in zip(lots, shown, strict=True)]


def _by_score(one: Matches, ranking: Scoring) -> Array:
    best = one.snapshot.best_of_documents(one.owners, ranking.scores(one.rows)).take(one.documents)
    # In whole steps, so that the order never hangs on the last bit of a sum.
    return -np.rint(best * _SCORE_STEPS).astype(np.int64)


def _by_date(one: Matches, _ranking: Scoring) -> Array:
    return _newest(one.snapshot.columns.dates[one.documents])


def _by_number(one: Matches, _ranking: Scoring) -> Array:
    numbers = one.snapshot.columns.proposal_numbers[one.documents]
    return np.where(numbers < 0, _LAST, numbers)


def _newest(dates: Array) -> Array:
    return np.where(dates < 0, _LAST, -dates)


_RANKS: dict[Sort, Callable[[Matches, Scoring], Array]] = {
    "relevance": _by_score,
    "date": _by_date,
    "number": _by_number,
}
