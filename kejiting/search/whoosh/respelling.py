"""What a term that stands nowhere may mean: the same but for one character that sounds alike, or two that changed places.

Only what stands somewhere is taken for it, so the letters themselves are the dictionary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kejiting.search.whoosh.snapshot import Snapshot
from kejiting.text.lazy_re import lazy_re
from kejiting.text.pinyin import sounds
from kejiting.text.reading_view import HAN

MOST = 3
# Of two characters too many sound alike.
_SPELLED = lazy_re(rf"[{HAN}]{{3,12}}")
_CHARACTER = lazy_re(rf"[{HAN}]")


def respelled(snapshot: Snapshot, term: str) -> list[str]:
    """Those that stand in most rows; none for a folded term that stands somewhere itself, is short, long or no word."""
    if not _SPELLED.fullmatch(term) or len(snapshot.rows_with(term)):
        return []
    counts = {other: len(snapshot.rows_with(other)) for other in _others(snapshot, term)}
    return sorted(filter(counts.get, counts), key=lambda other: -counts[other])[:MOST]


def _others(snapshot: Snapshot, term: str) -> Iterator[str]:
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for character in filter(_CHARACTER.fullmatch, snapshot.characters()):
        for sound in sounds(character):
            alike[sound].add(character)
    for place, character in enumerate(term):
        for other in sorted(set().union(*(alike[sound] for sound in sounds(character))) - {character}):
            yield term[:place] + other + term[place + 1 :]
        if place + 1 < len(term) and term[place + 1] != character:
            yield term[:place] + term[place + 1] + character + term[place + 2 :]
