"""How well rows answer a question: BM25F over the words of passage, heading and title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kejiting.search.schema import BOOSTS
from kejiting.search.segments import Segment
from kejiting.text.words import cut


def words_of(terms: Iterable[str]) -> tuple[str, ...]:
    """Each word once, in the order asked."""
    return tuple(dict.fromkeys(word for term in terms for word in cut(term)))


def score_rows(segment: Segment, rows: Iterable[int], words: Sequence[str]) -> dict[int, float]:
    """A score for each of the rows, comparable between segments. Words add up in one order, so equals stay equal."""
    scores = dict.fromkeys(sorted(rows), 0.0)
    if not scores:
        return scores
    for field, boost in BOOSTS.items():
        for word in words:
            if segment.frequency(field, word):
                _add(scores, segment.scored(field, word), boost)
    return scores


def _add(scores: dict[int, float], matcher: Any, boost: float) -> None:
    """Walk along the postings and the rows, both in ascending order."""
    for row in scores:
        if not matcher.is_active():
            return
        if matcher.id() < row:
            matcher.skip_to(row)
        if matcher.is_active() and matcher.id() == row:
            scores[row] += boost * matcher.score()
