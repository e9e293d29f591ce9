"""Values of printed numbers: 1,200 and 1.35万亿, 3亿5000万, 8 . 5亿, 三亿二千万, 五万余, 一点五亿, 1点8亿."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import to_int

NUMERALS = "零〇一二两三四五六七八九十百千"
# 1,200, 27.27, 8 . 5; not 1. 50, which is a list number before another
_ARABIC = r"(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+|[0-9０-９]+)(?:(?:[.．]| [.．] )[0-9０-９]+)?"
_BIG = "(?:万亿|[万亿])"
_DIGITS = "零〇一二三四五六七八九"
# 一点五|亿, 三点二|个百分点, 1点8|亿; not 8点30人到场, 这一点三个部门都提到
_SCALED = rf"(?=\s?(?:{_BIG}|元|美元|%|％|倍|成|个百分点|公里|亩|吨|万|平方|立方|公顷|千瓦|兆瓦))"
_POINT = rf"(?:点[{_DIGITS}]+{_SCALED})"
ARABIC = rf"{_ARABIC}(?:点[0-9]+{_SCALED})?\s?[余多来]?\s?(?:[百千](?![米克瓦]))?(?:个(?={_BIG})|(?:\s?[余多来]?(?={_BIG})))?(?:{_BIG}(?:{_ARABIC}[百千]?万?)?)?[余多来]?"
"""Pattern of a number that begins with a digit, with what its value is counted in: 1.3万, 3000余万, 3亿5000万, 3个亿."""
SPELLED = rf"(?:[{NUMERALS}]+{_POINT}?[余多来]?(?:个(?={_BIG}))?|[万亿](?=[余多元])|(?<=[近上逾])[万亿])(?:{_BIG}(?:[{NUMERALS}]+[万]?)?)?[余多来]?"
"""Pattern of a number in characters: 三亿二千万, 五万余, 十余, 百余; `value_of` has the last word."""

# 3亿|5000万, 三亿|二千万, 5百万: digits or characters, then what they are multiplied by
_PART = lazy_re(rf"(?P<digits>[0-9]+(?:\.[0-9]+)?)?(?P<spelled>[{NUMERALS}]*)(?P<scale>{_BIG}?)")
_MORE = lazy_re(r"[\s余多来,，个]")
_AS_DIGITS = str.maketrans(_DIGITS, "00123456789"[: len(_DIGITS)])
_POWERS = {"百": 2, "千": 3, "万": 4, "亿": 8}
# 一点五, 十二点三, 1点8
_POINTED = lazy_re(rf"(?P<whole>(?<![{NUMERALS}])[{NUMERALS}]++|(?<![0-9])[0-9]++)点(?P<rest>[{_DIGITS}0-9]+)")
# 15－30万: what stands behind the second number counts for both; not 三百, a number of its own
_SCALE_BEHIND = lazy_re(rf"[0-9０-９][余多来\s]*(?P<scale>[百千]?\s?{_BIG}|[百千])[余多来]?$|(?P<big>{_BIG})[余多来]?$")


def value_of(printed: str) -> Decimal | None:
    """Return the number that is printed, None if it is none (三五, which means three to five)."""
    plain = _POINTED.sub(_with_point, unicodedata.normalize("NFKC", _MORE.sub("", printed)))
    parts = [match for match in _PART.finditer(plain) if match[0]]
    values = [_part(match) for match in parts]
    if not parts or "".join(match[0] for match in parts) != plain:
        return None
    return sum((value for value in values if value is not None), Decimal(0)) if None not in values else None


def _with_point(match: re.Match[str]) -> str:
    """十二点三 → 12.3; what is no number stays as it is."""
    whole = to_int(match["whole"])
    return match[0] if whole is None else f"{whole}.{match['rest'].translate(_AS_DIGITS)}"


def scale_of(printed: str) -> str:
    """Return what the number is counted in: 30万 → 万, 5000 → nothing."""
    match = _SCALE_BEHIND.search(printed)
    return (match["scale"] or match["big"]) if match else ""


def _part(match: re.Match[str]) -> Decimal | None:
    times = sum(_POWERS[char] for char in match["scale"])
    spelled = match["spelled"]
    if match["digits"]:
        power = _POWERS.get(spelled) if spelled else 0
        return None if power is None else Decimal(match["digits"]).scaleb(power + times)
    if spelled in ("百", "千", ""):
        return Decimal(1).scaleb(times + _POWERS.get(spelled, 0))
    count = to_int(spelled)
    return None if count is None else Decimal(count).scaleb(times)
