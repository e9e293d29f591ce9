"""Print the numbers that lists make by themselves: 3 as 三, ③, 叁, 丙, iii; and know one that was typed."""

from __future__ import annotations

import re
from collections.abc import Callable

from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import to_chinese

# 一、关于, （1）推动, 1. 推动, 第一条, ①; not 2025年, 1.5亿元, 第1页
TYPED_NUMBER = lazy_re(
    r"[（(]?[一二三四五六七八九十\d]{1,3}(?:[）)、．]|\.(?!\d))|第[一二三四五六七八九十\d]{1,3}[章节条款项，,、：:]|[①-⑳]"
)
_ROMAN = (
    ("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90),
    ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1),
)  # fmt: skip
# Word itself stops here: a letter repeated hundreds of times is no number of a paragraph.
_MOST_LETTERS = 30 * 26
_MOST_ROMAN = 3999

_Format = Callable[[int], str | None]


def as_printed(number: int, number_format: str) -> str:
    """Return the number in the format of that name (Word's ST_NumberFormat); in digits where it has no such number."""
    printed = _FORMATS[number_format](number) if number_format in _FORMATS and number > 0 else None
    return str(number) if printed is None else printed


def _digit_by_digit(digits: str) -> _Format:
    return lambda number: "".join(digits[int(digit)] for digit in str(number))


def _one_of(signs: str) -> _Format:
    return lambda number: signs[number - 1] if number <= len(signs) else None


def _signs_from(first: str, count: int) -> _Format:
    return _one_of("".join(chr(ord(first) + place) for place in range(count)))


def _counting(number: int) -> str | None:
    """Spelled out up to 九十九, then digit by digit: 一〇〇."""
    return to_chinese(number) if number < 100 else _CHINESE_DIGITS(number)


def _legal(characters: str) -> _Format:
    """`characters` stand for 零 to 九, 十, 百, 千; 10 is 壹拾 and not 拾."""
    forms = str.maketrans("零一二三四五六七八九十百千", characters)
    return lambda number: re.sub("^十", "一十", to_chinese(number)).translate(forms)


def _japanese(number: int) -> str:
    """Neither 零 nor a 一 before a unit: 百一, 二百十. Chinese Word offers it as 一、二、三."""
    return re.sub("零|一(?=[十百千])", "", to_chinese(number))


def _letters(number: int) -> str | None:
    """a … z, aa, bb, … zz, aaa: Word doubles the letter."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number <= _MOST_LETTERS else None


def _roman(number: int) -> str | None:
    if number > _MOST_ROMAN:
        return None
    written = ""
    for sign, worth in _ROMAN:
        times, number = divmod(number, worth)
        written += sign * times
    return written


def _upper(printed: _Format) -> _Format:
    return lambda number: (printed(number) or str(number)).upper()


_CHINESE_DIGITS = _digit_by_digit("〇一二三四五六七八九")
_WIDE_DIGITS = _digit_by_digit("０１２３４５６７８９")
_CIRCLED = _signs_from("①", 20)
_FORMATS: dict[str, _Format] = {
    "none": lambda _: "",
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _WIDE_DIGITS,
    "decimalFullWidth2": _WIDE_DIGITS,
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": _signs_from("⑴", 20),
    "decimalEnclosedFullstop": _signs_from("⒈", 20),
    "numberInDash": lambda number: f"- {number} -",
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": to_chinese,
    "taiwaneseCountingThousand": to_chinese,
    "japaneseCounting": _japanese,
    "chineseLegalSimplified": _legal("零壹贰叁肆伍陆柒捌玖拾佰仟"),
    "ideographLegalTraditional": _legal("零壹貳參肆伍陸柒捌玖拾佰仟"),
    "ideographDigital": _CHINESE_DIGITS,
    "japaneseDigitalTenThousand": _CHINESE_DIGITS,
    "taiwaneseDigital": _digit_by_digit("○一二三四五六七八九"),
    "ideographTraditional": _one_of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _one_of("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _signs_from("㊀", 10),
    "lowerLetter": _letters,
    "upperLetter": _upper(_letters),
    "lowerRoman": _roman,
    "upperRoman": _upper(_roman),
}
