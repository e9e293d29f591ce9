"""Parts that are more than their whole, and shares that are not all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kejiting.draft_checks.mismatch import (
    PERCENT,
    TIMES,
    Mismatch,
    adds_up,
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

# 投入2.85亿元|，其中省财政投入|9500万元; not 其中，长春市…，吉林市…
_OF_IT = lazy_re(r"[，,（(；;]\s*(?:其中|分别(?:是|为|有)|包括)[^。；;\n]*$")
_EACH = lazy_re(r"每|平均|[户人项亩]均|最[高低多少]|单[个笔项]")
_SCALE = 10
# 博士占58%|、硕士占|30%|、其他占|12%
_SHARE_JOINT = lazy_re(r"^[、，,和及]\s*[^、，。；\d]{1,14}(?:占比?|为)\s*(?:约|近)?\s*$")
_THE_REST = lazy_re(r"(?:其他|其它|其余|剩余)[^、，。；\d]{0,6}$")
_NEARLY_ALL = Decimal("1.5")
# 投资3600万元，已到位2160万元|，到位率|60%
_RATE = lazy_re(
    r"^[，,（(]\s*[^，。；\d]{0,4}(?:到位|完成|拨付|支付|支出|执行|兑现|合格|通过|达标|签约|就业|出席|结题|验收)率(?:为|达到?|约)?\s*$"
)


def parts_over_whole(figures: list[DraftFigure]) -> Iterator[Mismatch]:
    """投入2.85亿元，其中省财政投入9500亿元: no part is more than all there is."""
    for at, part in enumerate(figures):
        unit, before = part.statement.unit, before_it(part)
        split = _OF_IT.search(before)
        if split is None or unit in (PERCENT, TIMES) or not are_exact(part) or _EACH.search(before[split.start() :]):
            continue
        wholes = [
            one for one in figures[:at] if one.statement.unit == unit and one.statement.place.end <= split.start()
        ]
        if not wholes or any(_EACH.search(before_it(one)[-8:]) or not are_exact(one) for one in wholes):
            continue
        whole = max(wholes, key=value_of)
        if value_of(part) > value_of(whole):
            message = f"“{words_of_figure(part)}”是“{words_of_figure(whole)}”中的一部分，却比它大"
            is_scale = value_of(part) >= _SCALE * value_of(whole)
            yield mismatch((whole, part), message + ("，请核单位" if is_scale else ""), is_scale=is_scale)


def shares_in_all(figures: list[DraftFigure]) -> Iterator[Mismatch]:
    """博士占58%、硕士占30%、其他占22%: with the rest named, shares are a hundred."""
    # where a list of them ends
    for end, last in enumerate(figures):
        if end + 1 < len(figures) and _is_share_beside(last, figures[end + 1]):
            continue
        start = end
        while start and _is_share_beside(figures[start - 1], figures[start]):
            start -= 1
        shares = tuple(figures[start : end + 1])
        if len(shares) < 2 or not are_exact(*shares):
            continue
        total = sum(map(value_of, shares), Decimal(0))
        named = [before_it(share).rstrip("占比为约近 ") for share in shares]
        is_one_kind = len({name[-1:] for name in named}) == 1
        if total - 100 > (_NEARLY_ALL if is_one_kind else Decimal(1000)) or (
            _THE_REST.search(named[-1]) and abs(total - 100) > _NEARLY_ALL
        ):
            words = "、".join(map(words_of_figure, shares))
            yield mismatch(shares, f"“{words}”相加为{total.normalize():f}%，不是100%", holds=_is_all)


def counts_with_the_rest(figures: list[DraftFigure]) -> Iterator[Mismatch]:
    """48人，其中正高级21人、副高级19人、其他18人: with the rest named, the parts are the whole."""
    for end, last in enumerate(figures):
        split, unit = _OF_IT.search(before_it(last)), last.statement.unit
        if split is None or unit in (PERCENT, TIMES) or not _THE_REST.search(before_it(last)):
            continue
        same = [one for one in figures[: end + 1] if one.statement.unit == unit]
        wholes = [one for one in same if one.statement.place.end <= split.start()]
        parts = [one for one in same if one.statement.place.start >= split.start()]
        if (
            wholes
            and len(parts) > 1
            and are_exact(wholes[-1], *parts)
            and not adds_up([*map(value_of, (wholes[-1], *parts))])
        ):
            words = "、".join(map(words_of_figure, parts))
            message = f"“{words}”相加与“{words_of_figure(wholes[-1])}”不符，合计对不上"
            yield mismatch((wholes[-1], *parts), message, holds=adds_up)


def rates(figures: list[DraftFigure]) -> Iterator[Mismatch]:
    """投资3600万元，已到位2160万元，到位率66%."""
    for one, other, rate in zip(figures, figures[1:], figures[2:], strict=False):
        if (
            rate.statement.unit != PERCENT
            or one.statement.unit != other.statement.unit
            or not _RATE.search(between(other, rate))
        ):
            continue
        if are_exact(one, other, rate) and one.statement.unit != PERCENT and value_of(other) <= value_of(one):
            yield from judge((one, other, rate), lambda whole, part, _: part / whole * 100, rate)


def _is_share_beside(one: DraftFigure, other: DraftFigure) -> bool:
    units = {one.statement.unit, other.statement.unit}
    return units == {PERCENT} and _SHARE_JOINT.search(between(one, other)) is not None


def _is_all(values: Sequence[Decimal]) -> bool:
    return abs(sum(values, Decimal(0)) - 100) <= _NEARLY_ALL
