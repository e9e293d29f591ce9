"""Read and spell whole numbers as official documents print them: 14, １４, 十四, 一百零五, 二〇二五."""

from __future__ import annotations

import re

from kejiting.text.lazy_re import lazy_re

DIGIT = "[0-9０-９]"
NUMERAL = "[0-9０-９〇○零一二三四五六七八九十百两]"
NUMBER = rf"{NUMERAL}+"
"""Pattern of what `to_int` may understand, for use inside other patterns; `to_int` has the last word."""

_VALUES = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_ONE = "[一二三四五六七八九两]"

# 14, １４; not 1.4
_ARABIC = lazy_re(rf"{DIGIT}+")
# 二〇二五, 三〇, 一五七; not 三五, which means three to five
_SERIAL = lazy_re(r"(?=.*[〇○零]|...)[〇○零一二三四五六七八九]{2,}|[〇○零]")
# 十四, 二十, 一百零五, 一百一十, 一千零五十; not 一百五, which is said for 150 but never printed
_SPELLED = lazy_re(
    rf"(?:(?P<thousands>{_ONE})千)?(?:(?P<hundreds>{_ONE})百)?"
    rf"(?:(?:(?<=千)零)?(?P<tens>{_ONE}?)十)?(?:(?:(?<=[千百])零|(?<![千百]))(?P<ones>{_ONE}))?"
)


def to_int(text: str) -> int | None:
    """Return the number that the whole text is, or None: 十四 → 14, １４ → 14, 两 → 2, 十四五 → None."""
    if _ARABIC.fullmatch(text):
        # Longer strings of digits are no numbers of anything, and Python refuses to convert very long ones.
        return int(text) if len(text) <= 18 else None
    if _SERIAL.fullmatch(text):
        return int("".join(str(_VALUES[char]) for char in text)) if len(text) <= 18 else None
    spelled = _SPELLED.fullmatch(text)
    return _spelled_out(spelled) if spelled and text else None


def number_of_item(printed: str) -> int | None:
    """Return the number that stands before an item, a circled one too: ③ → 3, 三 → 3, 3 → 3."""
    return ord(printed) - ord("①") + 1 if "①" <= printed <= "⑳" else to_int(printed)


def _spelled_out(spelled: re.Match[str]) -> int:
    thousands, hundreds, ones = (_VALUES.get(spelled[name] or "零", 0) for name in ("thousands", "hundreds", "ones"))
    # 十四 has no digit before its 十: the match is empty there, and None where there is no 十 at all.
    tens = 0 if spelled["tens"] is None else _VALUES.get(spelled["tens"], 1)
    return thousands * 1000 + hundreds * 100 + tens * 10 + ones


def to_chinese(number: int) -> str:
    """Spell 1 to 9999: 3 → 三, 13 → 十三, 20 → 二十, 105 → 一百零五; other numbers stay digits."""
    if not 1 <= number <= 9999:
        return str(number)
    places = zip(map(int, f"{number:04}"), ("千", "百", "十", ""), strict=True)
    spelled = "".join("零一二三四五六七八九"[digit] + (unit if digit else "") for digit, unit in places)
    spelled = re.sub("零+", "零", spelled).strip("零")
    return spelled.removeprefix("一") if spelled.startswith("一十") else spelled
