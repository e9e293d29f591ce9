"""Drafts composed of sentences whose origin is known: taken over, changed, or new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tests.department.sentences import Marked, Sentences
from tests.department.truth import Department, IndicatorTruth
from tests.department.words import NEW_MATTERS, VERBS
from tests.soak.chance import Chance

Kind = Literal["taken", "changed", "new"]
_SENTENCE = re.compile(r"(?<=[。\n])[^。；\n]{20,120}。")
# Of opening and closing, which are no passages of the answer
_FORMULA = re.compile("收悉|答复如下|感谢您")
_ITEM = re.compile(r"^(?:\d{1,2}\.(?!\d\.)|[一二三四五六七八九]是)")


@dataclass(frozen=True, slots=True)
class Composed:
    """`sentences`: each with its kind; `text` is them, a paragraph each."""

    sentences: tuple[tuple[Kind, str], ...]

    @property
    def text(self) -> str:
        return "\n".join(words for _, words in self.sentences)


def composed(made: Department, number: int, seed: int = 11) -> Iterator[Composed]:
    """So many drafts of about fifteen sentences; what is new is of matters that the department never looked after."""
    chance = Chance(seed)
    for _ in range(number):
        sentences = [*_old(made, chance, 10), *_new(chance, 5)]
        chance.shuffle(sentences)
        yield Composed(tuple(sentences))


def _old(made: Department, chance: Chance, number: int) -> Iterator[tuple[Kind, str]]:
    while number:
        words = _ITEM.sub("", chance.choice(_SENTENCE.findall(chance.choice(made.issued).text)))
        if len(words) < 20 or _FORMULA.search(words):
            continue
        number -= 1
        yield ("taken", words) if number % 2 else ("changed", _changed(words, chance))


def _changed(words: str, chance: Chance) -> str:
    """Another number, another verb, or a clause less."""
    digits = re.search(r"\d+(?=[家个人项件户期场台批])", words)
    if digits:
        return words[: digits.start()] + str(int(digits[0]) + chance.randint(1, 99)) + words[digits.end() :]
    verb = next((verb for verb in VERBS if verb in words), None)
    if verb:
        return words.replace(verb, chance.choice([other for other in VERBS if other not in words]), 1)
    return words[:-1] + chance.choice(("，效果良好。", "，取得进展。"))


def _new(chance: Chance, number: int) -> Iterator[tuple[Kind, str]]:
    indicators = {
        name: IndicatorTruth(name, unit, is_stock, {2023: value, 2024: value + 3})
        for matter in NEW_MATTERS
        for is_stock, (name, unit, value) in ((True, matter.stock), (False, matter.flow))
    }
    for _ in range(number):
        matter = chance.choice(NEW_MATTERS)
        write = Sentences(chance, Marked(), matter, 2025, 2024, indicators)
        form = chance.choice((write.measure, write.next_step))
        yield "new", form(chance.choice(matter.objects))
