"""Amounts of a size that what they are of never has: slips of the unit, told by the words beside them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from kejiting.draft_checks.mismatch import Mismatch, before_it, between, mismatch, value_of, words_of_figure
from kejiting.draft_checks.stated import DraftFigure
from kejiting.text.lazy_re import lazy_re

_DRAWN = lazy_re("带动|撬动|吸引|引导")
_TOO_MUCH = 200
# The accounts of a province in less, and its funds in more, than these are slips of the unit
_ACCOUNTS = lazy_re(r"余额|营业收入|成交额|交易额|总产值|增加值|加计扣除|经费投入|主营业务收入|进出口")
_FUNDS = lazy_re(r"资金|经费|贴息|补助|奖补|补贴|奖励|基金")
_WHOLE_PROVINCE = lazy_re(r"全省|规模以上|我省")
_ONE_EACH = lazy_re(r"平均|[户人]均|每|单笔|最[高低]|同比|增[加长]|[比较]上年|[少多]")
_NATIONAL = lazy_re("国家|全国|中央|我国|银行|我部|财政部")
_LEAST_ACCOUNT, _MOST_FUND = Decimal(10) ** 8, Decimal(10) ** 11


def leverage(figures: list[DraftFigure]) -> Iterator[Mismatch]:
    """投资5.4万元，带动社会资本8.1亿元: a thousand times as much is a slip of the unit."""
    money = [one for one in figures if one.statement.unit == "元" and not _ONE_EACH.search(before_it(one)[-8:])]
    for one, other in pairwise(money):
        if _DRAWN.search(between(one, other)[-12:]):
            low, high = sorted((value_of(one), value_of(other)))
            if low > 0 and high / low >= _TOO_MUCH:
                message = f"“{words_of_figure(one)}”带动“{words_of_figure(other)}”，相差{int(high / low)}倍，请核单位"
                yield mismatch((one, other), message, is_scale=True)


def implausible(figures: list[DraftFigure]) -> Iterator[Mismatch]:
    """全省技术合同成交额168.9万元; 专项资金6200亿元."""
    for figure in figures:
        sentence, clause = figure.statement.sentence, before_it(figure).rpartition("，")[2]
        named = figure.counted + clause
        if figure.statement.unit != "元" or _ONE_EACH.search(clause):
            continue
        is_small = (
            _ACCOUNTS.search(named)
            and _WHOLE_PROVINCE.search(before_it(figure))
            and 0 < value_of(figure) < _LEAST_ACCOUNT
        )
        is_large = _FUNDS.search(named) and value_of(figure) >= _MOST_FUND and not _NATIONAL.search(sentence)
        if is_small or is_large:
            said = "过小" if is_small else "过大"
            yield mismatch(
                (figure,), f"“{words_of_figure(figure)}”作为这一项的数额似乎{said}，请核单位或小数点", is_scale=True
            )
