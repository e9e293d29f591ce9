"""Lists that say themselves that they are all of their total: what makes them whole is told by how they are written."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from kejiting.draft_checks.figure_roles import VALUES, YEAR, Role, Told
from kejiting.draft_checks.mismatch import PERCENT, TIMES
from kejiting.draft_checks.readings import Reading
from kejiting.text.lazy_re import lazy_re

_SHORTEST = 2
# 412项，投入3.86亿元；化学药、生物药分别为…: so far from its parts a total stands
_ASIDE = 3
# 合计|335家; 三年依次为58人、71人、84人，三年共引进|213人
_IN_ALL = lazy_re(r"合计|共计|总计|总共|[两二三四五六七八九十几\d][年项级类批个者地市校家所][^，。；\d]{0,6}共")
_TOTAL = lazy_re("总[数量额]|[一总合]共|共[有计]?")
_LISTED = lazy_re(r"分别|依次")
_SOME = lazy_re(r"其中|主要|包括|例如|比如|等地|累计")
_AND_MORE = lazy_re(r"连同|加上|加之|计入|结转|历年|往年")
_OPENS, _CLOSES = lazy_re(r"[（(](?:约|共)?\s*$"), lazy_re(r"^\s*[）)]")
_COLON, _BESIDE = lazy_re(r"^\s*[：:]"), lazy_re(r"^\s*[、，]\s*[\u4e00-\u9fff]{1,10}$")
_NTH = lazy_re(r"第?(?P<nth>[首一二三四五六七八九])(?:批|期|季度|轮|阶段)")
_NUMBERS = "一二三四五六七八九"
_LEVEL = lazy_re(r"(?P<level>国家|省|市县|市|县|区|州|厅|校|院|部)级[\u4e00-\u9fff]{0,6}$")
_DONE = lazy_re(r"^[，,、；（(：:]?\s*(?:其中)?(?:已|完成|建成)[\u4e00-\u9fff]{0,6}$")
_DOING = lazy_re(r"^[，,、；]?\s*(?:正?在|未|尚未|待|拟|其余|剩余|即将)[\u4e00-\u9fff]{0,8}$")
_WHO = lazy_re(r"(?P<who>[\u4e00-\u9fff]{2})(?:的|等次|等级|单位|企业|类|级){0,2}每")
_NOT_ALL = lazy_re(r"^[^，。；、\d]{0,12}(?:等|以上|为主|居前|左右)")


def totals(told: Sequence[Told], at: int, before: Sequence[Told]) -> Iterator[Reading]:
    """58人、71人、84人，三年共引进213人: the total behind its parts."""
    total = told[at]
    if _AND_MORE.search(total.lead):
        return
    yield from _of_rates(told, at, before)
    run = _run(told, at - 1, -1, total.unit)
    parts = [one for one in run[::-1] if one.role is Role.VALUE]
    if total.unit in (PERCENT, TIMES) or len(parts) < _SHORTEST:
        return
    is_said = _IN_ALL.search(total.lead) or _LISTED.search(parts[0].lead)
    years = [int(year[-1]) for one in parts if (year := YEAR.findall(one.lead))]
    if any(one.value >= total.value for one in parts) or any(late - early > 1 for early, late in pairwise(years)):
        return
    is_all = is_said is not None or (_TOTAL.search(total.lead) and _of_levels(parts) == len(parts))
    is_all = is_all and not any(_SOME.search(one.lead) for one in (*parts, total))
    for start in range(len(parts) - 1):
        yield Reading((*parts[start:], total), _sum, is_plain=bool(is_all) and start == 0)


def _of_rates(told: Sequence[Told], at: int, before: Sequence[Told]) -> Iterator[Reading]:
    """优秀2个、良好5个。优秀的每个奖励100万元，良好的每个奖励50万元，共计450万元."""
    rates = [one for one in told[:at] if one.role is Role.EACH and one.unit == told[at].unit]
    counts = list[Told]()
    for rate in rates:
        who = _WHO.search(rate.lead)
        of_them = [
            one
            for one in (*before, *told)
            if who and one.unit not in (rate.unit, PERCENT, TIMES) and who["who"] in one.name[-20:]
        ]
        counts += of_them[-1:]
    if rates and len(counts) == len(rates):
        yield Reading((*counts, *rates, told[at]), _products, is_plain=True)


def _products(*values: Decimal) -> Decimal:
    half = len(values) // 2
    return sum(map(operator.mul, values[:half], values[half:-1]), Decimal(0))


def divisions(told: Sequence[Told], at: int) -> Iterator[list[Reading]]:
    """14个，国家级4个，省级10个，分布在长春（9个）、吉林（5个）: each whole list behind its total."""
    total = told[at]
    if total.unit in (PERCENT, TIMES) or (at and told[at - 1].unit == total.unit and told[at - 1].role in VALUES):
        return
    first = next((n for n in range(at + 1, min(at + 1 + _ASIDE, len(told))) if told[n].unit == total.unit), at + 1)
    run = _run(told, first, 1, total.unit)
    if len(run) < _SHORTEST or any(one.value >= total.value for one in run):
        return
    whole = [list(found) for is_list in (_WHOLE if first == at + 1 else ()) for found in _stretches(run, is_list)]
    for parts in whole:
        yield [Reading((*parts, total), _sum, is_plain=True)]
    if not whole:
        yield [Reading((*run[:end], total), _sum, is_plain=False) for end in range(_SHORTEST, len(run) + 1)]


def _sum(*values: Decimal) -> Decimal:
    return sum(values[:-1], Decimal(0))


def _run(told: Sequence[Told], at: int, step: int, unit: str) -> list[Told]:
    """The values of that unit side by side from there on."""
    run = list[Told]()
    while 0 <= at < len(told) and told[at].unit == unit and told[at].role in VALUES:
        run.append(told[at])
        at += step
    return run


def _stretches(run: Sequence[Told], is_list: Callable[[Sequence[Told]], int]) -> Iterator[Sequence[Told]]:
    """The first stretch of the run that is a list of that kind."""
    for start in range(len(run) - 1):
        length = is_list(run[start:])
        if length >= _SHORTEST:
            last = run[start + length - 1]
            behind = last.figure.statement.sentence[last.figure.statement.place.end :][:20]
            if not _NOT_ALL.match(behind) and not any(_SOME.search(one.lead) for one in run[start : start + length]):
                yield run[start : start + length]
            return


def _in_brackets(run: Sequence[Told]) -> int:
    """长春（9个）、吉林（3个）."""
    for number, one in enumerate(run):
        statement = one.figure.statement
        if not _OPENS.search(one.lead) or not _CLOSES.match(statement.sentence[statement.place.end :][:4]):
            return number
    return len(run)


def _in_order(run: Sequence[Told]) -> int:
    """第一批10个、第二批12个."""
    for number, one in enumerate(run):
        found = _NTH.search(one.lead)
        if found is None or number >= len(_NUMBERS) or found["nth"].replace("首", "一") != _NUMBERS[number]:
            return number
    return len(run)


def _of_levels(run: Sequence[Told]) -> int:
    """国家级4个，省级10个."""
    seen = set[str]()
    for number, one in enumerate(run):
        found = _LEVEL.search(one.lead)
        if found is None or found["level"] in seen:
            return number
        seen.add(found["level"])
    return len(run)


def _of_states(run: Sequence[Told]) -> int:
    """已验收15个，在研21个."""
    return _SHORTEST if _DONE.search(run[0].lead) and _DOING.search(run[1].lead) else 0


def _behind_colon(run: Sequence[Told]) -> int:
    """16个：|欧洲7个、亚洲6个、北美洲3个."""
    if not _COLON.match(run[0].lead):
        return 0
    return next((number for number, one in enumerate(run) if number and not _BESIDE.match(one.lead)), len(run))


_WHOLE = (_behind_colon, _in_brackets, _in_order, _of_levels, _of_states)
