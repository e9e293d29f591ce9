"""Read the number a line begins with: 一、 of a chapter, （一） of a section, 1. of an item, （1） of a point, 建议一："""

from __future__ import annotations

from dataclasses import dataclass

from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import to_int

LEVELS = ("chapter", "section", "item", "point")
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_ASKED = "建议|问题|提案|意见"
_FORMS = tuple(
    (level, lazy_re(pattern))
    for level, pattern in (
        # 一、关于…, 二．, 三,; not 一是, 一二三
        ("chapter", rf"(?P<number>{_NUMERAL})\s*[、.．，,]\s*"),
        # 第一：, 第二，, 第三条建议：, 第一个问题：; not 第一批
        ("chapter", rf"第(?P<number>{_NUMERAL})\s*(?:[、，,:：.．]|[条个项点]?(?:{_ASKED})[:：、，,])\s*"),
        # 建议一：, 问题1：, 建议之二、, 问题一关于…; not 建议一并, 问题10余个
        (
            "chapter",
            rf"(?:{_ASKED})(?:内容|之)?(?P<number>{_NUMERAL}|\d{{1,2}})\s*(?:[:：、．]|\.(?!\d)|(?=关于|针对))\s*",
        ),
        # 【建议1】, [问题一]：; not 【建议】
        ("chapter", rf"[【\[]\s*(?:{_ASKED})之?(?P<number>{_NUMERAL}|\d{{1,2}})\s*[】\]]\s*[:：、.．]?\s*"),
        # （一）, ( 三 )、; not （一体化）
        ("section", rf"[（(]\s*(?P<number>{_NUMERAL})\s*[）)]\s*[、.．]?\s*"),
        # 一）, 二); not 一类）
        ("section", rf"(?P<number>{_NUMERAL})[）)]\s*"),
        # 一是关于…的问题。, 二是针对…; not 一是加快建设
        ("point", rf"(?P<number>{_NUMERAL})是(?=关于|针对)"),
        # 1. 2、 3．; not 1.11亿元
        ("item", r"(?P<number>\d{1,2})\s*(?:[、．]|\.(?!\d))\s*"),
        # （1）; not (2024-2026年)
        ("point", r"[（(]\s*(?P<number>\d{1,2})\s*[）)]\s*"),
    )
)


@dataclass(frozen=True, slots=True)
class Marker:
    """The number a line begins with; `end` is where it ends."""

    level: str
    number: int
    end: int


def read_marker(line: str) -> Marker | None:
    """Return the number a line begins with: 一、, （二）, 3.; 一是 is none of them."""
    for level, pattern in _FORMS:
        match = pattern.match(line)
        number = to_int(match["number"]) if match else None
        if match and number:
            return Marker(level, number, match.end())
    return None
