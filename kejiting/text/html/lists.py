"""Resolve the automatic numbers of a page's ordered lists."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from kejiting.text.lazy_re import lazy_re
from kejiting.text.list_numbers import TYPED_NUMBER, as_printed

# How a list is numbered: by its style, its type, or the class that UEditor gives it (where the numbers are pictures).
_MARKERS = {
    "none": ("", "none"),
    **dict.fromkeys(("1", "decimal"), ("{}. ", "decimal")),
    **dict.fromkeys(("a", "lower-alpha"), ("{}. ", "lowerLetter")),
    **dict.fromkeys(("A", "upper-alpha"), ("{}. ", "upperLetter")),
    **dict.fromkeys(("i", "lower-roman"), ("{}. ", "lowerRoman")),
    **dict.fromkeys(("I", "upper-roman"), ("{}. ", "upperRoman")),
    **dict.fromkeys(
        ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal"), ("{}、", "chineseCountingThousand")
    ),
    "custom_cn": ("{}、", "chineseCountingThousand"),
    "custom_cn1": ("{}）", "chineseCountingThousand"),
    "custom_cn2": ("（{}）", "chineseCountingThousand"),
    "custom_num": ("{}、", "decimal"),
    "custom_num1": ("{}）", "decimal"),
    "custom_num2": ("（{}）", "decimal"),
}
# list-style-type: cjk-ideographic, list-style: none inside; not list-style-position
_LIST_STYLE = lazy_re(r"list-style(?:-type)?\s*:\s*(?P<style>[a-z-]+)", re.IGNORECASE)


@dataclass(slots=True)
class HtmlNumbering:
    """How far a list has counted, and how it prints its numbers."""

    number: int
    form: str
    number_format: str

    def next_marker(self, item: HtmlElement) -> str:
        """Return the number of the next item, nothing where its text begins with one of its own."""
        self.number = _count(item.get("value")) or self.number
        marker = self.form.format(as_printed(self.number, self.number_format))
        self.number += 1
        return "" if TYPED_NUMBER.match("".join(map(str, item.itertext())).lstrip()) else marker


def numbering(element: HtmlElement) -> HtmlNumbering:
    style = _LIST_STYLE.search(element.get("style", ""))
    named = (name for name in element.get("class", "").split() if name in _MARKERS)
    kind = style["style"].lower() if style else next(named, element.get("type", "1"))
    return HtmlNumbering(_count(element.get("start")) or 1, *_MARKERS.get(kind, _MARKERS["1"]))


def _count(written: str | None) -> int | None:
    return int(written) if written and re.fullmatch(r"[0-9]{1,4}", written) else None
