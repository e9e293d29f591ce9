"""Find passages that share most of a question's words, for those who ask in their own words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from kejiting.search.found import Found, in_order
from kejiting.search.literal import rows_with_any
from kejiting.search.query import Filters, Words
from kejiting.search.ranking import score_rows, words_of
from kejiting.search.segments import Segment

# Below it stand passages that share a word or two by chance.
_LEAST_SHARE_OF_BEST = 0.3
_LEAST_WORDS = 2
_MOST_DOCUMENTS = 10
_MOST_ROWS = 3


def content_words(words: Words) -> tuple[str, ...]:
    """The words that say something: single characters and digits stand everywhere."""
    return tuple(word for word in words_of(words.terms) if len(word) > 1)


def find_near(segments: Sequence[Segment], words: Words, filters: Filters, but: Collection[str]) -> list[Found]:
    """The best documents that are not among those with the keys `but`, each with its best rows in order of text."""
    asked = content_words(words)
    if len(asked) < _LEAST_WORDS:
        return []
    enough = max(_LEAST_WORDS, math.ceil(len(asked) / 3))
    scored: list[tuple[float, Segment, int]] = []
    for segment in segments:
        rows = _rows_sharing(segment, asked, enough) - rows_with_any(segment, words.excluded)
        rows = {row for row in segment.fitting(rows, filters) if segment.card(row).key not in but}
        scored.extend((score, segment, row) for row, score in score_rows(segment, rows, asked).items())
    least = _LEAST_SHARE_OF_BEST * max((score for score, _, _ in scored), default=0.0)
    return _by_document([one for one in scored if one[0] >= least])


def _rows_sharing(segment: Segment, words: Sequence[str], enough: int) -> set[int]:
    shared: Counter[int] = Counter()
    for word in words:
        shared.update(segment.rows_with("words", word) | segment.rows_with("heading_words", word))
    return {row for row, count in shared.items() if count >= enough}


def _by_document(scored: list[tuple[float, Segment, int]]) -> list[Found]:
    rows_of: dict[tuple[Segment, int], list[tuple[float, int]]] = defaultdict(list)
    for score, segment, row in scored:
        rows_of[segment, segment.table.owners[row]].append((score, row))
    found = []
    for (segment, owner), rows in rows_of.items():
        best = sorted(rows, key=lambda one: (-one[0], one[1]))[:_MOST_ROWS]
        in_text = tuple(sorted(row for _, row in best))
        found.append(Found(segment, segment.table.cards[owner], in_text, "near", best[0][0]))
    return in_order(found, "relevance")[:_MOST_DOCUMENTS]
