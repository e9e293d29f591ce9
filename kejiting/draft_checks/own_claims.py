"""What a figure of a draft says of others beside it, reckoned anew of all that it may be meant of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from kejiting.draft_checks.figure_roles import POINTS, VALUES, YEAR, Role, Told, told_sentences
from kejiting.draft_checks.mismatch import (
    PERCENT,
    TIMES,
    Mismatch,
    deviation,
)
from kejiting.draft_checks.own_parts import divisions, totals
from kejiting.draft_checks.readings import Reading, back, judged
from kejiting.draft_checks.share_readings import shares
from kejiting.draft_checks.stated import DraftFigure
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.extraction.units import units_alike

_SHARES = (PERCENT, TIMES, POINTS)
_LAST_YEAR = lazy_re("同比|[比较与]?(?:上年|去年|上一年)")
_BEFORE_THAT = lazy_re(
    r"^\s*[，,（(；;]\s*(?:而)?(?:20\d\d年|[上去]年|上一年|同期)(?:同期|末|底)?(?:为|是|仅?有|仅)?\s*$"
)
# 五年投入2.5亿元，年均|5000万元
_YEARS = lazy_re(r"[近这]?(?P<years>[两二三四五六七八九十])年(?![级度期限均])")
_NUMBERS = "零一二三四五六七八九十"
# 玉米、水稻依次为|286个|、|154个
_IN_TURN = lazy_re("依次|分别|^[、和及与]$")
# 每人|补助
_DO = lazy_re("[补奖支安投拨服助给资发推带培获达].*")
_LIMIT = lazy_re(r"最[高多低少]|不(?:超过|少于|低于|高于)|上限|标准|至[多少]|以[内上下]")
_YEARLY = "年均"


def claims(figures: tuple[DraftFigure, ...]) -> Iterator[Mismatch]:
    """Yield what no reading of the figures around it explains."""
    for readings in _readings(figures):
        yield from judged(readings)


def explained(figures: tuple[DraftFigure, ...]) -> frozenset[Span]:
    """Where the figures stand that one reading explains as nearly as they are printed."""
    return frozenset(
        one.said.span
        for readings in _readings(figures)
        for one in readings
        if deviation(one.said, one.expected).is_very_right
    )


def percents_between_shares(figures: tuple[DraftFigure, ...]) -> Iterator[DraftFigure]:
    """Yield changes told in percent between two shares: 6.1%，与上年的5.4%相比上升|0.7%."""
    for told, _ in told_sentences(figures):
        for at, one in enumerate(told):
            if one.role is Role.CHANGE and one.unit == PERCENT:
                pairs = [(now, former) for now, former, is_near in _pairs(told, at) if is_near and now.unit == PERCENT]
                if any(abs(now.value - former.value) == one.value for now, former in pairs):
                    yield one.figure


@lru_cache(maxsize=4)
def _readings(figures: tuple[DraftFigure, ...]) -> tuple[tuple[Reading, ...], ...]:
    """For each figure that says something of others what it may be meant of; of zero and of 约 nothing can be reckoned."""
    found = list[Iterable[Reading]]()
    for told, before in told_sentences(figures):
        for at, one in enumerate(told):
            if rule := _RULES.get(one.role):
                found.append(rule(told, at, before))
            if one.role in VALUES:
                found += divisions(told, at)
    return tuple(tuple(one for one in readings if one.is_exact) for readings in found)


def _pairs(told: Sequence[Told], at: int) -> Iterator[tuple[Told, Told, bool]]:
    """What is now and what was before, in the sentence up to there, and whether nothing else stands nearer."""
    subject = next((n for n in range(at - 1, -1, -1) if told[n].role not in (Role.CHANGE, Role.SHARE)), None)
    for place in range(at - 1, -1, -1):
        former = told[place]
        if former.role not in (Role.FORMER, Role.FROM) or (former.nth and former.nth != told[at].nth):
            continue
        if former.role is Role.FROM:
            now = next((n for n in range(place + 1, at) if told[n].unit == former.unit), None)
        else:
            roles = VALUES | {Role.SHARE, Role.CHANGE} if former.unit == PERCENT else VALUES
            now = next(back(told, place, former.unit, roles), None)
        if now is None:
            continue
        is_near = subject in (now, place) or any(one.nth for one in told[place:at])
        yield told[now], former, is_near and former.nth == told[at].nth
    # 产值624亿元，同比增长8.9%（2024年为573亿元）
    is_next = at + 1 < len(told) and _BEFORE_THAT.match(told[at + 1].lead)
    if is_next and subject is not None and told[at + 1].unit == told[subject].unit:
        yield told[subject], told[at + 1], True


def _series(told: Sequence[Told], at: int) -> list[Told]:
    """2023年76户、2024年92户、2025年115户: values of years that follow one another, up to there."""
    series = list[Told]()
    for place in range(at - 1, -1, -1):
        one, years = told[place], YEAR.findall(told[place].lead)
        if one.role not in (*VALUES, Role.FROM) or (series and one.unit != series[0].unit):
            if series or one.role in (*VALUES, Role.FROM):
                break
            continue
        if not years or (series and int(years[-1]) != int(YEAR.findall(series[0].lead)[-1]) - 1):
            break
        series.insert(0, one)
    return series


def _changes(told: Sequence[Told], at: int, _: Sequence[Told]) -> Iterator[Reading]:
    """Of a subject of its own, 营业收入|增长|120%, the change is not plainly that of what stands before it."""
    subject = told[at].words
    for reading in _changed(told, at):
        is_its_own = len(subject) > 1 and subject not in reading.figures[0].name
        yield replace(reading, is_plain=False) if is_its_own else reading


def _changed(told: Sequence[Told], at: int) -> Iterator[Reading]:
    by, sign = told[at], told[at].sign
    is_share = by.unit in (PERCENT, TIMES)
    series = _series(told, at)
    if is_share and _YEARLY in by.lead:
        if len(series) > 2 and by.unit == PERCENT:
            root = Decimal(1) / (len(series) - 1)
            yield Reading(
                (series[-1], series[0], by), lambda now, was, _: ((now / was) ** root - 1) * 100, is_plain=True
            )
        return
    for now, former, is_near in _pairs(told, at):
        if former.role is Role.FROM and _LAST_YEAR.search(by.lead):
            continue
        yield from _grown(now, former, by, is_plain=is_near)
    if len(series) > 1:
        yield from _grown(series[-1], series[-2], by, is_plain=True)
        yield from _grown(series[-1], series[0], by, is_plain=False)
    if by.unit == PERCENT:
        for delta in range(at - 1, -1, -1):
            if told[delta].role is Role.CHANGE and told[delta].unit not in _SHARES and told[delta].sign == sign:
                place = next(back(told, delta, told[delta].unit), None)
                if place is not None:
                    is_near = delta == at - 1 and place == delta - 1
                    yield Reading(
                        (told[place], told[delta], by),
                        lambda now, by, _: by * 100 / (now - sign * by) if now != sign * by else Decimal(0),
                        is_plain=is_near,
                    )
                break


def _grown(now: Told, former: Told, by: Told, *, is_plain: bool) -> Iterator[Reading]:
    sign = by.sign
    if by.unit == now.unit or (by.unit == POINTS and now.unit == PERCENT):
        yield Reading((now, former, by), lambda now, was, _: (now - was) * sign, is_plain)
    elif by.unit == PERCENT and now.unit != PERCENT:
        yield Reading((now, former, by), lambda now, was, _: (now - was) * sign * 100 / was, is_plain)
    elif by.unit == TIMES and now.unit not in _SHARES:
        yield Reading((now, former, by), lambda now, was, _: (now - was) * sign / was, is_plain)
        # 增长3倍 is what became four times as much; some say it of three
        yield Reading((now, former, by), lambda now, was, _: now / was, is_plain=False)


def _multiples(told: Sequence[Told], at: int, _: Sequence[Told]) -> Iterator[Reading]:
    if told[at].words == "的":
        if at > 1 and told[at - 2].unit == told[at - 1].unit:
            yield Reading((told[at - 2], told[at - 1], told[at]), lambda now, was, _: now / was, is_plain=True)
        return
    for now, former, is_near in _pairs(told, at):
        yield Reading((now, former, told[at]), lambda now, was, _: now / was, is_near)


def _is_of_each(words: str, one: Told) -> bool:
    """Tell whether it counts those of whom each has so much: 每个|品种, 每|户, |站|均."""
    measure, noun = words[:1], _DO.sub("", words[1:])
    if noun:
        return noun in one.name
    return one.unit in units_alike(measure) or one.unit[0] == measure or measure in one.figure.counted


def _averages(told: Sequence[Told], at: int, before: Sequence[Told]) -> Iterator[Reading]:
    each = told[at]
    if _LIMIT.search(each.lead):
        return
    years = _YEARS.search(each.figure.statement.sentence[: each.figure.statement.place.start])
    if each.words == "年" and years:
        number = _NUMBERS.index(years["years"].replace("两", "二"))
        for place in back(told, at, each.unit):
            yield Reading((told[place], each), lambda total, _: total / number, is_plain=True)
            break
    around = [*before, *told[:at]]
    totals = [one for one in around if one.unit == each.unit and one.role in VALUES]
    counts = [
        one
        for one in around
        if one.unit not in (*_SHARES, each.unit)
        and one.role in VALUES
        and not _IN_TURN.search(one.lead)
        and (_is_of_each(each.words, one) if each.words else one in told)
    ]
    for total in totals:
        for count in counts:
            is_plain = total is totals[-1] and count is counts[-1] and total in told and len(totals) == 1
            yield Reading((count, total, each), lambda count, total, _: total / count, is_plain)


def _rests(told: Sequence[Told], at: int, _: Sequence[Told]) -> Iterator[Reading]:
    rest = told[at]
    same = [told[place] for place in back(told, at, rest.unit)][::-1]
    if len(same) == 2:
        yield Reading((*same, rest), lambda whole, part, _: abs(whole - part), is_plain=True)
    elif len(same) > 2:
        yield Reading((*same, rest), lambda whole, *parts: whole - sum(parts[:-1]), is_plain=False)
        for part in same[1:]:
            yield Reading((same[0], part, rest), lambda whole, part, _: whole - part, is_plain=False)


_RULES: dict[Role, Callable[[Sequence[Told], int, Sequence[Told]], Iterator[Reading]]] = {
    Role.CHANGE: _changes,
    Role.MULTIPLE: _multiples,
    Role.SHARE: shares,
    Role.EACH: _averages,
    Role.REST: _rests,
    Role.SUM: totals,
}
