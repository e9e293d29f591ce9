"""Read the EQ fields of Word: circled numbers, phonetic guides, combined characters, fractions; nothing else holds them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kejiting.text.lazy_re import lazy_re

# \o\ac(, \s\up 9(, \b\lc\{\rc\}(; the options of two letters may bring a number or a sign
_COMMAND = lazy_re(r"\\\s*(?P<name>[A-Za-z])(?P<options>(?:\s*\\\s*[A-Za-z]{2}\s*(?:-?\d+|\\[^A-Za-z\s])?)*)\s*\(")
_SHIFT = lazy_re(r"\\\s*(up|do)", re.IGNORECASE)
_SIGN = lazy_re(r"\\[lbr]c\s*\\?(?P<sign>[^A-Za-z\s])")
_RINGS = frozenset("○◯〇⃝")
_FRAMES = frozenset("□△◇☐▢") | _RINGS
_TICKS = {**dict.fromkeys("√✓✔", "☑"), **dict.fromkeys("×✕✗", "☒")}
_NUMERALS = "一二三四五六七八九十"
_PAIRS = {"(": ")", "[": "]", "{": "}", "<": ">", "（": "）", "〔": "〕", "【": "】"}
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class _Argument:
    """What stands between two commas. `shift`: it is nothing but something set higher (`up`) or lower (`do`)."""

    text: str
    shift: str


def equation(code: str) -> str:
    """`\\o\\ac(○,11)` → ⑪, `\\o\\ad(\\s\\up 9(kē),科)` → 科, `\\f(1,3)` → 1/3; the code comes without switches like `\\* jc2`."""
    read, _ = _arguments(code, 0, depth=0, within=False)
    return "".join(argument.text for argument in read).strip()


def _arguments(code: str, at: int, *, depth: int, within: bool) -> tuple[list[_Argument], int]:
    """Read up to the bracket that closes, or to the end; return the place behind it."""
    found, text, shift, open_brackets = [], "", "", 0
    while at < len(code):
        command = _COMMAND.match(code, at) if depth < _DEEPEST else None
        char = code[at]
        if command:
            moved = _SHIFT.search(command["options"]) if command["name"] in "sS" and not text.strip() else None
            shift = moved[1].lower() if moved else ""
            inner, at = _arguments(code, command.end(), depth=depth + 1, within=True)
            text += _shown(command["name"].lower(), command["options"], inner)
            continue
        at += 1
        if char == "\\" and at < len(code):
            text, at = text + code[at], at + 1
        elif within and char in ",;" and not open_brackets:
            found.append(_Argument(text.strip(), shift))
            text, shift = "", ""
        elif within and char == ")" and not open_brackets:
            break
        else:
            open_brackets += (char == "(") - (char == ")")
            text += char
            shift = shift if char.isspace() else ""
    return [*found, _Argument(text.strip() if within else text, shift)], at


def _shown(name: str, options: str, arguments: list[_Argument]) -> str:
    texts = [argument.text for argument in arguments]
    match name:
        case "o":
            return _overlaid(arguments)
        case "f":
            return "/".join(texts)
        case "r":
            return f"√{texts[-1]}"
        case "l":
            return "，".join(texts)
        case "b":
            sign = _SIGN.search(options)
            left = sign["sign"] if sign else "("
            return f"{left}{''.join(texts)}{_PAIRS.get(left, left)}"
    return "".join(texts)


def _overlaid(arguments: list[_Argument]) -> str:
    """Return what characters on top of one another mean: a number in a circle, words in a frame, words below their sound."""
    framed = [argument.text for argument in arguments if argument.text not in _FRAMES]
    frames = {argument.text for argument in arguments} & _FRAMES
    if frames and framed:
        inner = "".join(framed)
        return _circled(inner) if frames & _RINGS else _TICKS.get(inner, inner)
    if [argument.shift for argument in arguments] == ["up", ""]:
        return arguments[1].text
    return "".join(argument.text for argument in arguments)


def _circled(inner: str) -> str:
    """11 → ⑪, 二 → ㊁; words stay as they are."""
    if len(inner) == 1 and inner in _NUMERALS:
        return chr(0x3280 + _NUMERALS.index(inner))
    number = int(inner) if inner.isascii() and inner.isdecimal() and len(inner) < 3 else 0
    for last, first in ((20, 0x2460), (35, 0x3251 - 20), (50, 0x32B1 - 35)):
        if 0 < number <= last:
            return chr(first + number - 1)
    return inner
