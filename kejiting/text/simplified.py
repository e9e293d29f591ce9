"""Simplified forms of Chinese characters, one by one: 關 → 关."""

from __future__ import annotations

from functools import cache

import opencc


def to_simplified(char: str) -> str:
    """Return the simplified form of a character where it has just one; other characters as they are."""
    if not ("\u3400" <= char <= "\u9fff" or char >= "\U00020000"):
        return char
    form = _converter("t2s").convert(char)
    return to_simplified(form) if form != char and len(form) == 1 else char


def to_simplified_in_name(char: str) -> str:
    """Return the simplified form where nobody who writes simplified characters is called by the other one.

    偉 is only ever 伟. 昇 and 升, 於 and 于, 鍾 and 鐘 are names of different people: there the simplified form stands
    for several characters, or the traditional one is in use beside it (it is in GB 2312).
    """
    form = to_simplified(char)
    is_in_use = char.encode("gb2312", "ignore")
    return form if form != char and _converter("s2t").convert(form) == char and not is_in_use else char


@cache
def _converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)
