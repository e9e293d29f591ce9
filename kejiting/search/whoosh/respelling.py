"""What a term that stands nowhere may mean: the same but for one character that sounds alike, two that changed places, one
that is missing, or one too many.

Only what stands somewhere is taken for it, so the letters themselves are the dictionary.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kejiting.search.whoosh.arrays import Array
from kejiting.search.whoosh.bigrams import in_both
from kejiting.search.whoosh.snapshot import Snapshot
from kejiting.text.lazy_re import lazy_re
from kejiting.text.pinyin import sounds
from kejiting.text.reading_view import HAN

MOST = 3
# Of two characters too many sound alike.
_SPELLED = lazy_re(rf"[{HAN}]{{3,12}}")
_CHARACTER = lazy_re(rf"[{HAN}]")
# What stands between any two words: 教育和医疗 for 教育医疗 is another question.
_JOINING = frozenset("的地得和与及或等之在是了为对从到将被把")
# Pieces of three characters stand everywhere.
_SHORTEST_LEFT = 4


def respelled(snapshot: Snapshot, term: str) -> list[str]:
    """Those of as many characters, else longer, else shorter ones; of these what stands in most rows. None for a folded
    term that stands somewhere itself, is short, long or no word."""
    if not _SPELLED.fullmatch(term) or len(snapshot.rows_with(term)):
        return []
    for others in (_as_long(snapshot, term), _longer(snapshot, term), _shorter(term)):
        counts = {other: len(snapshot.rows_with(other)) for other in others}
        if any(counts.values()):
            return sorted(filter(counts.get, counts), key=lambda other: -counts[other])[:MOST]
    return []


def _as_long(snapshot: Snapshot, term: str) -> Iterator[str]:
    for place in range(1, len(term)):
        if term[place - 1] != term[place]:
            yield term[: place - 1] + term[place] + term[place - 1] + term[place + 1 :]
    gaps = ((term[:place], term[place + 1 :]) for place in range(len(term)))
    for before, after in gaps:
        yield from _with_one(snapshot, term, before, after)


def _longer(snapshot: Snapshot, term: str) -> Iterator[str]:
    for place in range(1, len(term)):
        yield from _with_one(snapshot, term, term[:place], term[place:])


def _shorter(term: str) -> Iterator[str]:
    """An edge alone is no character too many: 概念验证 for 概念验证心 is another question."""
    if len(term) > _SHORTEST_LEFT:
        yield from (term[:place] + term[place + 1 :] for place in range(1, len(term) - 1))


def _with_one(snapshot: Snapshot, term: str, before: str, after: str) -> Iterator[str]:
    """What stands with one character between the two; in place of another only what sounds like it."""
    instead = term[len(before) : len(term) - len(after)]
    fits = partial(_sounds_like, heard=sounds(instead), instead=instead) if instead else _may_be_missing
    for segment in snapshot.segments:
        spots = _spots(segment.pairs.begins(term), len(before), len(instead), len(after))
        if spots is None or len(spots):
            between = segment.pairs.between(before[-1:], after[:1], spots, fits)
            yield from (before + other + after for other in between)


def _sounds_like(other: str, heard: frozenset[str], instead: str) -> bool:
    return not heard.isdisjoint(sounds(other)) and other != instead and other not in _JOINING


def _may_be_missing(other: str) -> bool:
    return _CHARACTER.fullmatch(other) is not None and other not in _JOINING


def _spots(begins: list[Array], before: int, skipped: int, after: int) -> Array | None:
    """Where the character in front of the gap stands, or where the gap is at the beginning, that of the gap; None if
    neither side has two characters.

    The first `before` characters and the last `after` have all to stand there, with one character between.
    """
    sides = []
    if before > 1:
        sides.append(in_both(begins[: before - 1]) + (before - 1))
    if after > 1:
        # where the term would begin, were there no gap; with one more character it is one earlier
        sides.append(in_both(begins[len(begins) - after + 1 :]) + max(before - 1, 0) - (1 - skipped))
    return in_both(sides) if sides else None
