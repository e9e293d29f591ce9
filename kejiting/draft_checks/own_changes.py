"""What a draft says of how its figures grew or shrank, reckoned anew."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

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

_UP = "增长|增加|增幅|提高|提升|上升|新增|增|多"
_DOWN = "下降|减少|降低|减|少|压缩|缩短|压减|降"
CHANGE = rf"(?:净|共|同比|累计)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|约|达到?|为)?\s*$"
# 6200万元|，比2024年的|5000万元
_THAN = lazy_re(r"^[^。；\d]{0,3}(?:[比较]|相比|对比)[^，。；]{0,12}$")
# 5000万元|增长|24%, 1570人|增加|390人
BY = lazy_re(rf"^[^。；\d]{{0,4}}?{CHANGE}")
# 3846户|，比上年净增|412户
_THAN_BY = lazy_re(rf"^[，,（(]?\s*(?:[比较](?:上年|去年|同期|上年同期|20\d\d年)|同比)[^，。；\d]{{0,4}}?{CHANGE}")
# 由10个|压缩到|5个, 从29家增加到31家
_FROM = lazy_re(r"(?:由|从)[^，。；]{0,16}$")
_TO = lazy_re(
    r"^[^，。；\n]{0,12}(?:(?P<up>增|提|上升|扩大|发展|攀升|跃升)|(?P<down>压|缩|减|降|下降))[^，。；\n]{0,6}[到至为](?:\s*20\d{2}\s*年[\u4e00-\u9fff]{0,2}?的?)?\D{0,4}$"
)


def changes(figures: list[DraftFigure]) -> Iterator[Mismatch]:
    """6200万元，比2024年的5000万元增长24%; 1960人，比2024年的1570人增加390人; 由10个压缩到5个，压缩50%."""
    for first, second, by in zip(figures, figures[1:], figures[2:], strict=False):
        now, former = first, second
        change = BY.search(between(former, by))
        if not change or not are_exact(now, former, by) or now.statement.unit != former.statement.unit:
            continue
        to = _TO.search(between(now, former)) if _FROM.search(before_it(now)) else None
        if to:
            now, former = former, now
        elif not _THAN.search(between(now, former)) or _THAN_BY.search(between(now, former)):
            continue
        grown = value_of(now) - value_of(former)
        if bool(change["up"]) != (grown > 0):
            continue
        if by.statement.unit == PERCENT and now.statement.unit != PERCENT:
            yield from judge((now, former, by), lambda now, former, _: abs(now - former) / former * 100, by)
        elif by.statement.unit == now.statement.unit:
            yield from judge((now, former, by), lambda now, former, _: abs(now - former), by)
        elif by.statement.unit == TIMES and abs(value_of(now) / value_of(former) - value_of(by)) > value_of(by) / 10:
            # 增长3倍 is what became four times as much; some say it of three
            yield from judge((now, former, by), lambda now, former, _: (now - former) / former, by)


def net_changes(figures: list[DraftFigure]) -> Iterator[Mismatch]:
    """3846户，比上年净增412户，增长12.0%."""
    for now, by, share in zip(figures, figures[1:], figures[2:], strict=False):
        change = _THAN_BY.search(between(now, by))
        if not change or share.statement.unit != PERCENT or now.statement.unit != by.statement.unit:
            continue
        if now.statement.unit == PERCENT or not are_exact(now, by, share) or not BY.search(between(by, share)):
            continue
        sign = 1 if change["up"] else -1
        if value_of(now) > sign * value_of(by):
            yield from judge((now, by, share), partial(_percent_of_former, sign), share)
        else:
            message = f"“{words_of_figure(by)}”比“{words_of_figure(now)}”还多，不会是其中增加的，请核单位"
            yield mismatch((now, by), message, is_scale=True)


def _percent_of_former(sign: int, now: Decimal, by: Decimal, _: Decimal) -> Decimal:
    return by / (now - sign * by) * 100
