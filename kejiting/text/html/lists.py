"""Resolve the automatic numbers of a page's ordered lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml.html import HtmlElement

# 一、关于, （1）推动, 1. 推动, ①; not 2025年, 1.5亿元
_OWN_NUMBER = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}(?:[）)、．]|\.(?!\d))|第[一二三四五六七八九十\d]{1,3}|[①-⑳])"
)
_DIGITS = "〇一二三四五六七八九"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return f"{_DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{_DIGITS[ones] if ones or not tens else ''}"


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        text += sign * times
    return text


def _decimal(number: int) -> str:
    return str(number)


# How a list is numbered: by its style, its type, or the class that UEditor gives it (where the numbers are pictures).
_MARKERS: dict[str, tuple[str, Callable[[int], str]]] = {
    "none": ("", _decimal),
    **dict.fromkeys(("1", "decimal"), ("{}. ", _decimal)),
    **dict.fromkeys(("a", "A", "lower-alpha", "upper-alpha"), ("{}. ", _letter)),
    **dict.fromkeys(("i", "I", "lower-roman", "upper-roman"), ("{}. ", _roman)),
    **dict.fromkeys(("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal"), ("{}、", _chinese)),
    "custom_cn": ("{}、", _chinese),
    "custom_cn1": ("{}）", _chinese),
    "custom_cn2": ("（{}）", _chinese),
    "custom_num": ("{}、", _decimal),
    "custom_num1": ("{}）", _decimal),
    "custom_num2": ("（{}）", _decimal),
}
# list-style-type: cjk-ideographic, list-style: none inside; not list-style-position
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*(?P<style>[a-z-]+)", re.IGNORECASE)


@dataclass(slots=True)
class Numbering:
    """How far a list has counted, and how it prints its numbers."""

    number: int
    step: int
    kind: str

    def next_marker(self, item: HtmlElement) -> str:
        """Return the number of the next item, nothing where its text begins with one of its own."""
        value = item.get("value", "")
        if re.fullmatch(r"\d{1,4}", value):
            self.number = int(value)
        marker = self._marker()
        self.number += self.step
        begins = next((text for text in map(str, item.itertext()) if text.strip()), "")
        return "" if _OWN_NUMBER.match(begins) else marker

    def _marker(self) -> str:
        form, spelled = _MARKERS[self.kind]
        text = form.format(spelled(self.number)) if self.number > 0 else ""
        return text.upper() if self.kind in ("A", "I") or self.kind.startswith("upper") else text


def numbering(element: HtmlElement) -> Numbering:
    style = _LIST_STYLE.search(element.get("style", ""))
    named = [name for name in element.get("class", "").split() if name in _MARKERS]
    kind = style["style"].lower() if style else next(iter(named), element.get("type", "1"))
    start = element.get("start", "1")
    step = -1 if element.get("reversed") is not None else 1
    first = int(start) if re.fullmatch(r"\d{1,4}", start) else 1
    return Numbering(first, step, kind if kind in _MARKERS else "1")
