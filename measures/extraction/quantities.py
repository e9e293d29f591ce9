"""Find counted and measured amounts in prose: 50个, 25％, 15－30万元, 5000元至5万元, 1.3万人次, 三亿二千万元, 三分之一."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from kejiting.text.title_marks import TITLE
from measures.extraction.numbers import ARABIC, NUMERALS, SPELLED, scale_of, value_of
from measures.extraction.units import MEASURING, UNIT, in_base_units

# The rest of a number that was not read whole is none: 3.|5, 1 |2家, 2亿3千|5百万; \r is a line's end inside a number
_DIGITS_BEFORE = r"(?:(?<![0-9０-９A-Za-zＡ-Ｚａ-ｚ/])|(?<=RMB)|(?<=CNY))(?<![0-9０-９][.．,， 　\r百千万亿])"
# 增速为-3.5%, 降至负2%, 2×660万千瓦 say another number than the one that stands there; not 为企业减负3亿元
_NO_OTHER = r"(?<![为是到至达长增速率][-－−负])(?<![0-9０-９][×✕*＊])"
_NO_ORDER = rf"{_NO_OTHER}(?<![第前届+＋])(?<![第前届]\s)(?<!(?<![今之以然随此最])后)"
_TO = r"\s?[-－—–~～至到]{1,2}\s?"
UNIT_BEHIND = rf"\s{{0,2}}(?P<unit>{UNIT})(?!月|工作日|小时|星期|自然日|学时|季度|年级|代(?!表))(?!(?<=[幢栋座])[0-9一二三四五六七八九号])"
# 50个, 25％, 1,200万元, 15－30万元, 5000元至5万元, 3000余人; not 2016－2020年, 第5批, 前10名, 后5位, 10幢201室, 3个月, 15个工作日
_QUANTITY = lazy_re(
    rf"{_DIGITS_BEFORE}{_NO_ORDER}(?:(?P<low>{ARABIC})(?P<low_unit>{UNIT}|){_TO})?(?P<high>{ARABIC}){UNIT_BEHIND}"
)
# 五万余户, 三十六个, 一倍, 三成; not 第十二条, 十三届三次, 数百家, 统一成
_SPELLED = lazy_re(
    rf"(?<![{NUMERALS}0-9０-９数几统万亿]){_NO_ORDER}(?:(?P<low>{SPELLED})(?P<low_unit>{UNIT}|){_TO})?(?P<high>{SPELLED}){UNIT_BEHIND}"
)
# 三分之一, 百分之十五, 百分之三点五, 百分之百; not 十分之好
_FRACTION = lazy_re(
    rf"(?<![{NUMERALS}万])(?P<of>[{NUMERALS}万]{{1,6}})分之(?P<part>{ARABIC}|[{NUMERALS}]+(?:点[{NUMERALS}]+)?)"
)
# 2/3以上; not 3/5, a date
_SLASHED = lazy_re(r"(?<![0-9/.])(?P<part>[1-9])/(?P<of>[2-9])(?=以上|以下|左右|的(?!比例))")
# 两成五, 三成六; not 一成七八
_TENTHS = lazy_re(
    r"(?<![十百])(?P<tens>[一二两三四五六七八九])成(?P<ones>[一二三四五六七八九])(?![一二三四五六七八九十])"
)
# “1331”工程, “100家企业上云”行动, 《100项措施》: names, whatever numbers they hold
NAME = lazy_re(rf"{TITLE}|[“\"][^“”\"\n，。；]{{1,20}}[”\"]")
# 近|百家, 超过|三家: the words that make a round or small number in characters an amount; not 附近, 节约
_HEDGED = lazy_re(r"(?:(?<![附最])近|(?<!以)上|超过?|突破|逾|(?<![节合签])约|不[少低多高][于过]|达到?)$")
_MORE = lazy_re("[余多来]")
# 前进|3位, 居第|5位, 跃升至|前3位: ranks
_RANK = lazy_re("(?:[进升移列居退][了至到第]?|排名|名次.{0,2})$")
# Greater numbers stand for nothing that a letter or plan counts, and databases refuse them.
GREATEST = Decimal(10) ** 15
# Up to here a number in characters is how prose goes: 两批, 六项, 十个方面.
_SMALL = 10


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in base units; `low` and `high` are equal unless a range is printed. `more`: 3000余人."""

    span: Span
    low: Decimal
    high: Decimal
    unit: str
    more: bool

    @property
    def is_measured(self) -> bool:
        """50亿元 and 25％ measure; 50个 counts."""
        return self.unit in MEASURING


def find_quantities(text: str, *, spelled: bool = False) -> tuple[Quantity, ...]:
    """Return the amounts in the order of the text; those inside names (《…》, “…”) are left out.

    With `spelled` also the ones in characters, unless they are small and bare (两批, 百名): 五万余户, 三十六个, 三分之一.
    """
    names = [match.span() for match in NAME.finditer(text)]
    found = [*_of_pattern(_QUANTITY, text)]
    if spelled:
        found += [*_of_pattern(_SPELLED, text), *_fractions(text)]
    found.sort(key=lambda quantity: (quantity.span.start, -quantity.span.end))
    return tuple(_apart(found, names))


def _apart(found: list[Quantity], names: list[tuple[int, int]]) -> Iterator[Quantity]:
    end = 0
    for quantity in found:
        start = quantity.span.start
        if start >= end and not any(first < start < last for first, last in names):
            end = quantity.span.end
            yield quantity


def _of_pattern(pattern: re.Pattern[str], text: str) -> Iterator[Quantity]:
    for match in pattern.finditer(text):
        if _stands_over_lines(text, match):
            continue
        high, low, unit = value_of(match["high"]), _low(match), match["unit"]
        if unit == "位" and _RANK.search(text, max(match.start() - 4, 0), match.start()):
            continue
        if low is None or high is None:
            continue
        if pattern is _SPELLED and not _is_amount(text, match, high):
            continue
        more = _MORE.search(match["high"]) is not None
        if match["low_unit"] and in_base_units(low, match["low_unit"])[1] != in_base_units(high, unit)[1]:
            # 下降3.5个百分点至20%: two amounts
            amounts = [
                (low, low, match["low_unit"], Span(match.start(), match.end("low_unit"))),
                (high, high, unit, Span(match.start("high"), match.end())),
            ]
        else:
            amounts = [(low, high, unit, Span(*match.span()))]
        yield from (_quantity(*amount, more=more) for amount in amounts if amount[0] <= amount[1] <= GREATEST)


def _low(match: re.Match[str]) -> Decimal | None:
    """15－30万元: the scale behind the second number is that of both; not in 5000元至5万元."""
    if not match["low"]:
        return value_of(match["high"])
    shared = "" if match["low_unit"] or scale_of(match["low"]) else scale_of(match["high"])
    return value_of(match["low"] + shared)


def _quantity(low: Decimal, high: Decimal, printed_unit: str, span: Span, *, more: bool) -> Quantity:
    low, _ = in_base_units(low, printed_unit)
    high, unit = in_base_units(high, printed_unit)
    return Quantity(span, low, high, unit, more)


def _stands_over_lines(text: str, match: re.Match[str]) -> bool:
    """12 on a line of its own above 家…: a page number and a paragraph; not 共有12 above 家企业."""
    if "\n" not in match[0]:
        return False
    return not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()


def _is_amount(text: str, match: re.Match[str], value: Decimal) -> bool:
    before, printed, unit = text[max(match.start() - 3, 0) : match.start()], match["high"], match["unit"]
    if unit == "番":
        return before.endswith(("翻", "翻了"))
    if _MORE.search(printed) or _HEDGED.search(before):
        return True
    if printed[0] in "百千万亿":
        return False
    return value > _SMALL or in_base_units(value, unit)[1] in MEASURING


def _fractions(text: str) -> Iterator[Quantity]:
    for match in _TENTHS.finditer(text):
        tenths, ones = value_of(match["tens"]), value_of(match["ones"])
        if tenths and ones:
            yield _quantity(tenths * 10 + ones, tenths * 10 + ones, "%", Span(*match.span()), more=False)
    for match in (*_FRACTION.finditer(text), *_SLASHED.finditer(text)):
        of, part = value_of(match["of"]), value_of(match["part"])
        if of and part and (part < of <= 10000 or part == of == 100):
            share = round(part * 100 / of, 4)
            yield Quantity(Span(*match.span()), share, share, "%", more=False)
