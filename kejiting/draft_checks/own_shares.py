"""Shares, multiples, averages and products that a draft tells beside what they are of, reckoned anew."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kejiting.draft_checks.mismatch import (
    PERCENT,
    TIMES,
    Mismatch,
    are_exact,
    before_it,
    between,
    judge,
    mismatch,
    value_of,
    words_of_figure,
)
from kejiting.draft_checks.stated import DraftFigure
from kejiting.text.lazy_re import lazy_re

# 收益3.02亿元|，占合同金额的|69.4%, 1.76亿元|，是财政资金的|2倍
_SHARE = lazy_re(r"^[，,（(]?约?占(?P<whole>[\u4e00-\u9fff]{2,16}?)的?(?:比例|比重)?(?:为|达到?|约)?的?\s*约?$")
_RATIO = lazy_re(r"^[，,（(]?(?:约?(?:是|为|相当于)(?P<whole>[\u4e00-\u9fff]{2,16}?)的|放大(?:了|约)?)\s*$")
# 成交额21.4亿元|，占全省|168.9亿元|的|12.7%
_OF_WHOLE = lazy_re(r"^[^，。；\d]{0,4}[，,（(]?\s*约?占[^，。；\d]{0,10}$")
_ITS_SHARE = lazy_re(r"^[\u4e00-\u9fff]{0,10}的(?:比例|比重)?(?:为|约)?\s*$")
# 企业15家|，企业占比|12.7%
_NAMED_SHARE = lazy_re(r"[，,（(](?P<name>[\u4e00-\u9fff]{2,8})占比(?:为|达到?|约)?\s*$")
# 136项，发放奖金1088万元|，平均每项|8万元
_AVERAGE = lazy_re(
    r"[，,（(]\s*(?:平均每|每|平均)(?P<unit>[家户人]次|[项家人个户名件])(?:约|为|达到?)?\s*$|[，,（(]\s*(?P<per>[户人项])均(?:约|为|达到?)?\s*$"
)
# 每人|2万元, 每户补助|5000元
_EACH = lazy_re(r"每(?P<unit>[人户家个名项所])[^，。；\d]{0,6}$")
_COUNTED = {"人": "人名", "名": "人名", "户": "户家", "家": "户家"}
_OVER = lazy_re(r"占(?:比(?:例|重)?|[^，。；\d]{1,16}?的(?:比例|比重)?)?(?:为|达到?|约|超过?)?\s*$")


def parts_of(figures: list[DraftFigure]) -> Iterator[Mismatch]:
    """3.02亿元，占合同金额的69.4%; 投入8800万元，带动企业投入1.76亿元，是财政资金的2倍."""
    for at in range(1, len(figures)):
        part, said = figures[at - 1], figures[at]
        pattern = {PERCENT: _SHARE, TIMES: _RATIO}.get(said.statement.unit)
        match = pattern.search(between(part, said)) if pattern else None
        if match is None or part.statement.unit in (PERCENT, TIMES):
            continue
        named = match["whole"]
        whole = next(
            (
                one
                for one in reversed(figures[: at - 1])
                if one.statement.unit == part.statement.unit and (named is None or named in _named(one, figures))
            ),
            None,
        )
        if whole is None or not are_exact(part, whole, said):
            continue
        yield from judge((whole, part, said), _percent if said.statement.unit == PERCENT else _ratio, said)


def shares_of_whole(figures: list[DraftFigure]) -> Iterator[Mismatch]:
    for at, share in enumerate(figures):
        if share.statement.unit != PERCENT or at < 2:
            continue
        part, whole, before = figures[at - 2], figures[at - 1], between(figures[at - 1], share)
        if (
            part.statement.unit == whole.statement.unit
            and _OF_WHOLE.search(between(part, whole))
            and _ITS_SHARE.search(before)
        ):
            if are_exact(part, whole, share):
                yield from judge((whole, part, share), _percent, share)
            continue
        named = _NAMED_SHARE.search(before)
        part = next((one for one in reversed(figures[:at]) if named and one.counted.endswith(named["name"])), share)
        wholes = [
            one for one in figures[:at] if one.statement.unit == part.statement.unit and value_of(one) > value_of(part)
        ]
        if named and part is not share and wholes and are_exact(part, wholes[0], share):
            yield from judge((wholes[0], part, share), _percent, share)


def averages(figures: list[DraftFigure]) -> Iterator[Mismatch]:
    """136项，发放奖金1088万元，平均每项8万元; 奖补2800万元，对176家企业奖补，平均每家15.9万元."""
    for first, second, each in zip(figures, figures[1:], figures[2:], strict=False):
        match = _AVERAGE.search(between(second, each))
        unit = match and (match["unit"] or match["per"])
        for count, total in ((first, second), (second, first)) if unit else ():
            is_each = count.statement.unit in _COUNTED.get(unit or "", unit or "")
            if not is_each or total.statement.unit != each.statement.unit or not are_exact(count, total, each):
                continue
            # 兑现8640万元，带动投资9.3亿元，惠及96家次，平均每家次90万元: of the former
            others = [one for one in figures[: figures.index(each)] if one.statement.unit == each.statement.unit]
            if all(list(judge((count, one, each), _ratio, each)) for one in others):
                yield from judge((count, total, each), _ratio, each)


def products(figures: list[DraftFigure]) -> Iterator[Mismatch]:
    """安排1300万元，按每人2万元拨付给650名: the total, the rate, the count, in any order."""
    for rate in figures:
        each = _EACH.search(before_it(rate))
        if each is None or rate.statement.unit != "元":
            continue
        counts = [one for one in figures if one.statement.unit in _COUNTED.get(each["unit"], each["unit"])]
        totals = [
            one
            for one in figures
            if one.statement.unit == "元" and one is not rate and not _EACH.search(before_it(one))
        ]
        if len(counts) == len(totals) == 1 and are_exact(rate, counts[0], totals[0]):
            product = value_of(rate) * value_of(counts[0])
            found = list(judge((totals[0], rate, counts[0]), lambda _, each, count: each * count, totals[0]))
            # of other products than nearly this one nobody knows what else is paid
            yield from (one for one in found if one.is_scale or abs(product - value_of(totals[0])) < product / 10)


def shares_over_all(figures: list[DraftFigure]) -> Iterator[Mismatch]:
    """占比120%."""
    for figure in figures:
        if figure.statement.unit == PERCENT and value_of(figure) > 100 and _OVER.search(before_it(figure)):
            yield mismatch((figure,), f"占比“{words_of_figure(figure)}”超过100%，请核对")


def _ratio(whole: Decimal, part: Decimal, _: Decimal) -> Decimal:
    return part / whole


def _percent(whole: Decimal, part: Decimal, _: Decimal) -> Decimal:
    return part / whole * 100


def _named(figure: DraftFigure, figures: list[DraftFigure]) -> str:
    """What the figure counts, and the words before it back to the figure before."""
    before = max(
        (one.statement.place.end for one in figures if one.statement.place.end <= figure.statement.place.start),
        default=0,
    )
    return figure.counted + figure.statement.sentence[before : figure.statement.place.start]
