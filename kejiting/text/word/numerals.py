"""Print a list number in the number formats of Word: 3 → 三, ③, 叁, 丙, iii."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    ("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90),
    ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1),
)  # fmt: skip
_SPELLABLE = 10_000
# Word itself stops here: a letter repeated hundreds of times is no number of a paragraph.
_MOST_LETTERS = 30 * 26
_MOST_ROMAN = 3999


def as_printed(number: int, number_format: str) -> str:
    """Return the number in the format of that name (ST_NumberFormat); in digits where the format has no such number."""
    printed = _FORMATS[number_format](number) if number_format in _FORMATS and number > 0 else None
    return str(number) if printed is None else printed


def _spelled(digits: str, units: str, *, zero: bool = True, one_ten: bool = False, one_hundred: bool = True) -> _Format:
    """`zero`: 一百零一; `one_ten`: 壹拾 and not 拾; `one_hundred`: 一百 and not 百."""

    def spell(number: int) -> str | None:
        if number >= _SPELLABLE:
            return None
        written = ""
        gap = False
        for place in (3, 2, 1, 0):
            digit = number // 10**place % 10
            if digit == 0:
                gap = bool(written)
                continue
            written += digits[0] if gap and zero else ""
            gap = False
            leading_ten = place == 1 and not written and not one_ten
            bare = digit == 1 and (leading_ten or (place > 0 and not one_hundred))
            written += ("" if bare else digits[digit]) + ("", *units)[place]
        return written

    return spell


def _digit_by_digit(digits: str) -> _Format:
    return lambda number: "".join(digits[int(digit)] for digit in str(number))


def _counting(digits: str) -> _Format:
    """Spelled out up to 九十九, then digit by digit: 一〇〇."""
    spell, list_digits = _spelled(digits, "十百千"), _digit_by_digit(digits)
    return lambda number: spell(number) if number < 100 else list_digits(number)


def _one_of(signs: str) -> _Format:
    return lambda number: signs[number - 1] if number <= len(signs) else None


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


_Format = Callable[[int], str | None]
_CHINESE = "〇一二三四五六七八九"
_WIDE = _digit_by_digit("０１２３４５６７８９")
_CIRCLED = _one_of("".join(map(chr, range(0x2460, 0x2474))))
_FORMATS: dict[str, _Format] = {
    "none": lambda _: "",
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _WIDE,
    "decimalFullWidth2": _WIDE,
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": _one_of("".join(map(chr, range(0x2474, 0x2488)))),
    "decimalEnclosedFullstop": _one_of("".join(map(chr, range(0x2488, 0x249C)))),
    "numberInDash": lambda number: f"- {number} -",
    "chineseCounting": _counting(_CHINESE),
    "taiwaneseCounting": _counting(_CHINESE),
    "chineseCountingThousand": _spelled("零一二三四五六七八九", "十百千"),
    "taiwaneseCountingThousand": _spelled("零一二三四五六七八九", "十百千"),
    "japaneseCounting": _spelled(_CHINESE, "十百千", zero=False, one_hundred=False),
    "chineseLegalSimplified": _spelled("零壹贰叁肆伍陆柒捌玖", "拾佰仟", one_ten=True),
    "ideographLegalTraditional": _spelled("零壹貳參肆伍陸柒捌玖", "拾佰仟", one_ten=True),
    "ideographDigital": _digit_by_digit(_CHINESE),
    "japaneseDigitalTenThousand": _digit_by_digit(_CHINESE),
    "taiwaneseDigital": _digit_by_digit("○一二三四五六七八九"),
    "ideographTraditional": _one_of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _one_of("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _one_of("".join(map(chr, range(0x3280, 0x328A)))),
    "lowerLetter": _letters,
    "upperLetter": _upper(_letters),
    "lowerRoman": _roman,
    "upperRoman": _upper(_roman),
}
