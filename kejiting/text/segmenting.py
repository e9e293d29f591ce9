"""Cut Chinese into words as jieba does, word for word, in less than half of its time.

A run of characters is cut into the dictionary's words that make it likeliest. Characters that stay alone side by side
are cut by a model of where in a word each character uses to stand: at its beginning, in the middle, at its end, single.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

# The logarithm of the share of what is no word, but longer words begin with it
NEVER = -math.inf
# The logarithms of how likely a character stands at each place of a word: B, M, E, S
Places = tuple[float, float, float, float]
# The logarithm of its share as a word; those of the words that begin with it, and of their beginnings, by what follows
# it there; its places
Character = tuple[float, dict[str, float], Places]


class Moves(NamedTuple):
    """The logarithms of how likely the first character of a run stands at a place, and one place follows another."""

    b: float
    m: float
    e: float
    s: float
    bm: float
    be: float
    mm: float
    me: float
    eb: float
    es: float
    sb: float
    ss: float


@dataclass(frozen=True, slots=True)
class Model:
    """`characters` answers for every character, with `unknown` for those that nothing is known of."""

    characters: dict[str, Character]
    unknown: Character
    moves: Moves


def segment(run: str, model: Model) -> list[str]:
    """科技成果转化 → 科技成果, 转化. A run is of characters between U+4E00 and U+9FD5 alone."""
    known = list(map(model.characters.__getitem__, run))
    ends = _ends(run, known, model.unknown[0])
    words: list[str] = []
    start = alone_from = 0
    while start < len(run):
        end = ends[start]
        if end > start + 1:
            if alone_from < start:
                words += _loose(run[alone_from:start], known[alone_from:start], model.moves)
            words.append(run[start:end])
            alone_from = end
        start = end
    if alone_from < start:
        words += _loose(run[alone_from:], known[alone_from:], model.moves)
    return words


def _ends(run: str, known: Sequence[Character], unknown: float) -> list[int]:
    """For each place the end of the word that begins there in the likeliest cut of the rest; of equals the longest."""
    ends = [0] * len(run)
    # of what begins at a place, the likeliest
    best = [0.0] * (len(run) + 1)
    after, share = len(run), 0.0
    for alone, longer, _ in reversed(known):
        share += alone
        likeliest = after
        for end in range(after + 1, len(run) + 1):
            other = longer.get(run[after:end])
            if other is None:
                break
            other += best[end]
            if other >= share:
                share, likeliest = other, end
        if share == NEVER:
            share, likeliest = unknown + best[after], after
        after -= 1
        best[after], ends[after] = share, likeliest
    return ends


def _loose(run: str, known: Sequence[Character], moves: Moves) -> Iterable[str]:
    """The words of characters that were left alone. What is a word, but a less likely one than they are, stays cut."""
    if len(run) == 1 or known[0][1].get(run[1:], NEVER) != NEVER:
        return run
    words, start = [], 0
    for end, place in enumerate(_places([places for _, _, places in known], moves), 1):
        if place in "ES":
            words.append(run[start:end])
            start = end
    return words


def _places(seen: Sequence[Places], moves: Moves) -> list[str]:
    """B, M, E or S for each character: the likeliest row of them, of equals the one of the later letter."""
    first, *others = seen
    b, m, e, s = (move + share for move, share in zip(moves[:4], first, strict=True))
    _, _, _, _, bm, be, mm, me, eb, es, sb, ss = moves
    before: list[tuple[str, str, str, str]] = []
    for to_b, to_m, to_e, to_s in others:
        eb_, sb_ = e + eb + to_b, s + sb + to_b
        bm_, mm_ = b + bm + to_m, m + mm + to_m
        be_, me_ = b + be + to_e, m + me + to_e
        es_, ss_ = e + es + to_s, s + ss + to_s
        before.append(
            (
                "S" if sb_ >= eb_ else "E",
                "M" if mm_ >= bm_ else "B",
                "M" if me_ >= be_ else "B",
                "S" if ss_ >= es_ else "E",
            )
        )
        b, m, e, s = max(eb_, sb_), max(bm_, mm_), max(be_, me_), max(es_, ss_)
    places = ["S" if s >= e else "E"]
    for came_from in reversed(before):
        places.append(came_from["BMES".index(places[-1])])
    return places[::-1]
