"""Plain ways to find the answer that is nearest to an ask, beside which ours is measured; and by which figures."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from collections.abc import Sequence

from kejiting.text.fold import fold
from kejiting.text.words import cut

# Of a letter, and the place of the ask that was answered
Key = tuple[str, int]


class PlainBm25:
    """Words of heading and answer, k1 = 1.2, b = 0.75."""

    def __init__(self, blocks: dict[Key, str]) -> None:
        self.words = {key: Counter(cut(fold(text))) for key, text in blocks.items()}
        self.spread = Counter(word for words in self.words.values() for word in words)
        self.usual = sum(words.total() for words in self.words.values()) / len(blocks)

    def nearest(self, asked: str) -> list[Key]:
        wanted = set(cut(fold(asked)))
        return sorted(self.words, key=lambda key: -self._score(wanted, self.words[key]))[:10]

    def _score(self, wanted: set[str], words: Counter[str]) -> float:
        length = 0.25 + 0.75 * words.total() / self.usual
        return sum(
            math.log(1 + (len(self.words) - self.spread[word] + 0.5) / (self.spread[word] + 0.5))
            * words[word] * 2.2 / (words[word] + 1.2 * length)
            for word in wanted
        )  # fmt: skip


class Fts5:
    """SQLite's full-text search over the same words."""

    def __init__(self, blocks: dict[Key, str]) -> None:
        self.keys = list(blocks)
        self.base = sqlite3.connect(":memory:")
        self.base.execute("CREATE VIRTUAL TABLE block USING fts5(words)")
        rows = ((" ".join(cut(fold(text))),) for text in blocks.values())
        self.base.executemany("INSERT INTO block (words) VALUES (?)", rows)

    def nearest(self, asked: str) -> list[Key]:
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(cut(fold(asked))))
        found = self.base.execute("SELECT rowid FROM block WHERE block MATCH ? ORDER BY bm25(block) LIMIT 10", (words,))
        return [self.keys[row - 1] for (row,) in found]


def figures(ranked: Sequence[tuple[Key, Sequence[Key]]]) -> tuple[float, float]:
    """R@5 and MRR."""
    first_five = sum(wanted in found[:5] for wanted, found in ranked) / len(ranked)
    reciprocal = sum(1 / (found.index(wanted) + 1) if wanted in found else 0 for wanted, found in ranked)
    return first_five, reciprocal / len(ranked)
