"""In what order documents are shown, and which of them a page shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from kejiting.search.arrays import Array
from kejiting.search.found import Found
from kejiting.search.query import Sort

# Above any rank: documents that lack what is sorted by, and those that hold the words only in several passages.
_LAST = 1 << 40
_LATER = 1 << 42
_SCORE_STEPS = 1e6


def best(found: Sequence[Found], sort: Sort, first: int, size: int) -> list[tuple[Found, int]]:
    """The documents from the place `first` on: those with a passage that holds everything, then the others.

    Each lot is sorted; equals come newest first, then by id. Only those that may be shown are sorted at all.
    """
    total = sum(map(len, found))
    if first >= total:
        return []
    ranks = np.concatenate([_RANKS[sort](one) + (0 if one.match == "literal" else _LATER) for one in found])
    if first + size < total:
        candidates = np.flatnonzero(ranks <= np.partition(ranks, first + size - 1)[first + size - 1])
    else:
        candidates = np.arange(total)
    ends = np.cumsum([len(one) for one in found])
    lots = np.searchsorted(ends, candidates, side="right")
    places = candidates - np.append(0, ends)[lots]
    columns = [np.empty(len(candidates), np.int64) for _ in range(3)]
    for lot, one in enumerate(found):
        mine = lots == lot
        documents, cards = one.documents[places[mine]], one.segment.table.cards
        for column, values in zip(columns, (cards.identities, ~cards.is_letter, _newest(cards.dates)), strict=True):
            column[mine] = values[documents]
    order = np.lexsort((*columns, ranks[candidates]))[first : first + size]
    return [(found[lot], place) for lot, place in zip(lots[order].tolist(), places[order].tolist(), strict=True)]


def _by_score(one: Found) -> Array:
    # In whole steps, so that the order never hangs on the last bit of a sum.
    return -np.rint(one.scores * _SCORE_STEPS).astype(np.int64)


def _by_date(one: Found) -> Array:
    return _newest(one.segment.table.cards.dates[one.documents])


def _by_number(one: Found) -> Array:
    numbers = one.segment.table.cards.proposal_numbers[one.documents]
    return np.where(numbers < 0, _LAST, numbers)


def _newest(dates: Array) -> Array:
    return np.where(dates < 0, _LAST, -dates)


_RANKS: dict[Sort, Callable[[Found], Array]] = {"relevance": _by_score, "date": _by_date, "number": _by_number}
