"""Letters in any number whose words follow jieba's dictionary: as frequent, and growing in number, as in real text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, pairwise

import jieba

from kejiting.search import Document, Entry, properties
from tests.soak.chance import Chance

PASSAGES = 15
_PARTS = ("measures", "outcomes", "next_steps")
_KINDS = ("委员提案", "代表建议", "集体提案")
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰文博宇轩"
_UNITS = ("个", "项", "万元", "亿元", "%", "家", "人", "名")
_FIRST_DAY = date(2005, 1, 1)
_STRETCHES = 1 << 17


class Vocabulary:
    """jieba's words, each drawn as often as it is frequent: what `random.choices` draws, in a third of the time.

    `choices` halves the running sums nineteen times, and nearly every look misses the processor's cache. Here the sum is
    parted into `_STRETCHES` beforehand, most of which lie within one frequent word.
    """

    def __init__(self) -> None:
        lines = (line.split() for line in jieba.get_dict_file())
        pairs = [(fields[0].decode(), int(fields[1])) for fields in lines]
        self._words: list[str] = [word for word, _ in pairs]
        self._sums = list(accumulate(count for _, count in pairs))
        self._total = float(self._sums[-1])
        self._scale = _STRETCHES / self._total
        stretches = [int(each * self._scale) for each in self._sums]
        firsts = [bisect_left(stretches, stretch) for stretch in range(_STRETCHES + 1)]
        self._bounds = list(pairwise(firsts))

    def draw(self, chance: Chance, count: int) -> list[str]:
        return [self._at(chance.random() * self._total) for _ in range(count)]

    def _at(self, place: float) -> str:
        first, end = self._bounds[int(place * self._scale)]
        return self._words[bisect_right(self._sums, place, first, end)]


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary()


class Author:
    """Writes letters, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self._chance = Chance(seed)
        self._topics = Chance(seed)

    def letter(self, number: int) -> Document:
        chance = self._chance
        title = f"关于{self._words(8)}的答复"
        entries: list[Entry] = []
        for place in range(PASSAGES):
            if place % len(_PARTS) == 0:
                heading = f"关于“{self._words(9)}”的建议"
            entries.append(Entry(number * 100 + place, _PARTS[place % len(_PARTS)], self._passage(), heading))
        written_on = _FIRST_DAY + timedelta(days=chance.randrange(7500))
        stated = properties(
            year=written_on.year,
            kind=chance.choice(_KINDS),
            session=f"政协-省-{chance.randint(9, 14)}-{chance.randint(1, 5)}",
            agency=f"第{min(int(chance.expovariate(0.1)), 59)}厅",
            delegate=[self._name() for _ in range(chance.randint(1, 3))],
            topic={f"第{min(int(self._topics.expovariate(0.05)), 199)}号工程" for _ in range(4)},
        )
        return Document(f"letter:{number}", title, tuple(entries), written_on, chance.randint(1, 999), stated)

    def _words(self, count: int) -> str:
        return "".join(_vocabulary().draw(self._chance, count))

    def _passage(self) -> str:
        """About 270 characters in clauses of a dozen words, a figure in every fourth."""
        return "".join(self._clause() for _ in range(self._chance.randint(7, 15))) + "。"

    def _clause(self) -> str:
        chance = self._chance
        figure = f"{chance.randint(1, 30_000)}{chance.choice(_UNITS)}" if chance.one_in(4) else ""
        return f"{self._words(chance.randint(8, 16))}{figure},"

    def _name(self) -> str:
        return self._chance.choice(_SURNAMES) + "".join(self._chance.choices(_GIVEN, k=2))


def documents(count: int, seed: int = 0) -> Iterator[Document]:
    author = Author(seed)
    return (author.letter(number) for number in range(1, count + 1))
