"""By which words an answer speaks of an ask: its number, and the pairs of characters of its heading."""

from __future__ import annotations

from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import NUMERAL, to_int

# 关于第一、二条建议, 第1、2点, 针对您提出的第三条
_WHICH = lazy_re(rf"第(?P<list>{NUMERAL}{{1,3}}(?:\s*[、，,和及至到—-]\s*第?{NUMERAL}{{1,3}}){{0,9}})\s*[条点个项件]")
_NUMERALS = lazy_re(rf"{NUMERAL}{{1,3}}")
_UP_TO = lazy_re("[至到—-]")
_PARTING = lazy_re(r"[^\u4e00-\u9fffA-Za-z0-9]|关于|建议|提案|的")
_WORD = 2
_MOST = 30


def numbers_of_asks(answer: str) -> set[int]:
    """Return the numbers of the asks that the words name: 第一、二条建议, 第三至五条."""
    named: set[int] = set()
    for match in _WHICH.finditer(answer):
        numbers = [number for written in _NUMERALS.findall(match["list"]) if (number := to_int(written))]
        spans = _UP_TO.search(match["list"]) and len(numbers) == 2
        named.update(range(numbers[0], min(numbers[1], numbers[0] + _MOST) + 1) if spans else numbers)
    return named


def pairs_of(words: str) -> set[str]:
    """Return the pairs of characters that stand beside each other in folded words, 关于 and 的建议 left out."""
    plain = _PARTING.sub(" ", words)
    return {run[at : at + _WORD] for run in plain.split() for at in range(len(run) - 1)}
