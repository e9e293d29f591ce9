"""Find counted and measured amounts in prose: 50个, 25％, 15－30万元, 5000元至5万元, 1.3万人次."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kejiting.text.spans import Span

# The longest first: 个百分点 before 个. No units of time: 3年, 15个工作日 and 6个月 say how long, not how much.
_UNITS = (
    "个百分点 元 美元 欧元 ％ % ‰ 倍 人次 户次 家次 场次 件次 项次 班次 架次 辆次 人年 "
    "平方公里 平方千米 平方米 立方米 公里 千米 千瓦时 千瓦 兆瓦 吨标准煤 标准煤 公顷 公斤 千克 克 吨 亩 米 升 "
    "个 家 户 名 人 项 件 种 台 套 辆 条 座 处 所 支 批 期 次 场 篇 头 位 门 对 艘 架 只 株 "
    "款 张 册 部 间 栋 幢 宗 例 笔 份 床 村"
)
_UNIT = "|".join(sorted(_UNITS.split(), key=len, reverse=True))
_NUMBER = r"(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+|[0-9０-９]+)(?:[.．][0-9０-９]+)?"
_SCALE = "(?:[百千]?(?:万亿|[万亿])|[百千])"
_DIGITS_BEFORE = r"(?<![0-9０-９A-Za-zＡ-Ｚａ-ｚ])(?<![0-9０-９][.．,，])"
# 50个, 25％, 1,200万元, 15－30万元, 5000元至5万元, 3000余人; not 2016－2020年, 第5批, 前10名, 3个月, 15个工作日
_QUANTITY = re.compile(
    rf"{_DIGITS_BEFORE}(?<![第前+＋])"
    rf"(?:(?P<low>{_NUMBER})(?P<low_scale>{_SCALE}?)(?P<low_unit>{_UNIT}|)\s?[-－—–~～至到]{{1,2}}\s?)?"
    rf"(?P<high>{_NUMBER})\s?(?P<more>[余多]?)(?P<scale>{_SCALE}?)(?P<more_after>[余多]?)(?P<unit>{_UNIT})"
    r"(?!月|工作日|小时|星期|自然日|学时|季度|年级|代(?!表))"
)
# These measure something named before them, or are given for something; the others count the noun behind them.
_MEASURING = frozenset(("元", "美元", "欧元", "%", "‰", "个百分点", "倍"))
# “1331”工程, “100家企业上云”行动, 《100项措施》: names, whatever numbers they hold
_NAME = re.compile(r"《[^《》\n]*》|[“\"][^“”\"\n，。；]{1,20}[”\"]")
_POWERS = {"百": 2, "千": 3, "万": 4, "亿": 8}
# Greater numbers stand for nothing that a plan counts, and databases refuse them.
_GREATEST = Decimal(10) ** 15


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in base units; `low` and `high` are equal unless a range is printed. `more`: 3000余人."""

    span: Span
    low: float
    high: float
    unit: str
    more: bool

    @property
    def is_measured(self) -> bool:
        """50亿元 and 25％ measure; 50个 counts."""
        return self.unit in _MEASURING


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the amounts in the order of the text; those inside names (《…》, “…”) are left out."""
    names = [match.span() for match in _NAME.finditer(text)]
    matches = (
        match for match in _QUANTITY.finditer(text) if not any(start < match.start() < end for start, end in names)
    )
    return tuple(_quantities(matches))


def _quantities(matches: Iterator[re.Match[str]]) -> Iterator[Quantity]:
    for match in matches:
        high = _value(match["high"], match["scale"])
        low = high
        if match["low"]:
            # 15－30万元: the scale behind the second number is that of both.
            low = _value(match["low"], match["low_scale"] or ("" if match["low_unit"] else match["scale"]))
        if low <= high <= _GREATEST:
            unit = unicodedata.normalize("NFKC", match["unit"])
            more = bool(match["more"] or match["more_after"])
            yield Quantity(Span(*match.span()), float(low), float(high), unit, more)


def _value(printed: str, scale: str) -> Decimal:
    digits = unicodedata.normalize("NFKC", printed).replace(",", "")
    return Decimal(digits).scaleb(sum(_POWERS[char] for char in scale))
