"""Ways in which a text is written otherwise and means the same: a new kind is one more function here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

import opencc

Disturbance = Callable[[str], str]
DISTURBANCES: dict[str, Disturbance] = {}


def disturbance(disturb: Disturbance) -> Disturbance:
    DISTURBANCES[disturb.__name__] = disturb
    return disturb


def _between(text: str, mark: str, every: int) -> str:
    """Put a mark behind every so many characters that are no white space."""
    return re.sub(rf"(?:\S\s*){{{every}}}", lambda match: match[0] + mark, text)


@disturbance
def zero_width_spaces(text: str) -> str:
    return _between(text, "\u200b", 3)


@disturbance
def zero_width_joiners(text: str) -> str:
    return _between(text, "\u200d", 5)


@disturbance
def word_joiners(text: str) -> str:
    return _between(text, "\u2060", 2)


@disturbance
def soft_hyphens(text: str) -> str:
    return _between(text, "\u00ad", 4)


@disturbance
def byte_order_marks(text: str) -> str:
    return "\ufeff\ufeff" + re.sub(r"(?m)^", "\ufeff", text)


@disturbance
def left_to_right_marks(text: str) -> str:
    return _between(text, "\u200e", 1)


@disturbance
def overridden_directions(text: str) -> str:
    return re.sub(r"\d+", lambda match: f"\u202d{match[0]}\u202c", text)


@disturbance
def isolated_directions(text: str) -> str:
    return re.sub(r"\d+", lambda match: f"\u2066{match[0]}\u2069", text)


@disturbance
def variation_selectors(text: str) -> str:
    return re.sub(r"[\u4e00-\u9fff]", lambda match: f"{match[0]}\ufe00", text)


@disturbance
def ideographic_variations(text: str) -> str:
    return re.sub(r"[年月日号的]", lambda match: f"{match[0]}\U000e0100", text)


@disturbance
def grapheme_joiners(text: str) -> str:
    return _between(text, "\u034f", 6)


@disturbance
def hangul_fillers(text: str) -> str:
    return _between(text, "\u3164", 9)


@disturbance
def tags(text: str) -> str:
    return _between(text, "\U000e0020", 8)


@disturbance
def control_characters(text: str) -> str:
    return _between(text, "\x08", 7)


_RADICALS = {
    plain: chr(code)
    for code in range(0x2F00, 0x2FD6)
    if "\u4e00" <= (plain := unicodedata.normalize("NFKC", chr(code))) <= "\u9fff"
}


@disturbance
def kangxi_radicals(text: str) -> str:
    return text.translate(str.maketrans(_RADICALS))


@disturbance
def compatibility_ideographs(text: str) -> str:
    doubles = {unicodedata.normalize("NFC", chr(code)): chr(code) for code in range(0xF900, 0xFA6E)}
    return text.translate(str.maketrans({plain: double for plain, double in doubles.items() if plain != double}))


@disturbance
def wide_digits(text: str) -> str:
    return text.translate({ord("0") + digit: chr(0xFF10 + digit) for digit in range(10)})


@disturbance
def wide_letters(text: str) -> str:
    return re.sub(r"[A-Za-z]", lambda match: chr(ord(match[0]) + 0xFEE0), text)


@disturbance
def ratio_colons(text: str) -> str:
    return text.replace("：", "∶")


@disturbance
def small_colons(text: str) -> str:
    return text.replace("：", "﹕")


@disturbance
def non_breaking_hyphens(text: str) -> str:
    return re.sub(r"(?<=\d)[-－](?=\d)", "\u2011", text)


@disturbance
def minus_signs(text: str) -> str:
    return re.sub(r"(?<=\d)[-－](?=\d)", "\u2212", text)


@disturbance
def circles_in_years(text: str) -> str:
    return re.sub(r"(?<=[二一])[〇○零](?=[〇○零一二三四五六七八九]{2}年)", "◯", text)


@disturbance
def wide_zeros_in_years(text: str) -> str:
    return re.sub(r"(?<=[二一])[〇○零](?=[〇○零一二三四五六七八九]{2}年)", "０", text)


@disturbance
def bullets_in_names(text: str) -> str:
    return re.sub(r"(?<=[\u4e00-\u9fff])·(?=[\u4e00-\u9fff])", "•", text)


@disturbance
def enclosed_ideographs(text: str) -> str:
    return re.sub(
        r"(?m)^(\s*)[（(]([一二三四五六七八九十])[）)]",
        lambda match: match[1] + chr(0x3220 + "一二三四五六七八九十".index(match[2])),
        text,
    )


@disturbance
def enclosed_numbers(text: str) -> str:
    return re.sub(r"(?m)^(\s*)[（(]([1-9])[）)]", lambda match: match[1] + chr(0x2473 + int(match[2])), text)


@disturbance
def traditional_characters(text: str) -> str:
    return "".join(map(_traditional, text))


@cache
def _traditional(char: str) -> str:
    other = _to_traditional().convert(char)
    return other if len(other) == 1 else char


@cache
def _to_traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


@disturbance
def non_breaking_spaces(text: str) -> str:
    return text.replace(" ", "\u00a0")


@disturbance
def windows_line_ends(text: str) -> str:
    return re.sub(r"\r?\n", "\r\n", text)


@disturbance
def spaces_behind_lines(text: str) -> str:
    return re.sub(r"(?m)$", "  ", text)
