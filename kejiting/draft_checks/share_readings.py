"""What a share may be of: the part by its name or nearest to it, the whole by what it is called or that is all there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kejiting.draft_checks.figure_roles import POINTS, Role, Told
from kejiting.draft_checks.mismatch import PERCENT, TIMES
from kejiting.draft_checks.readings import Reading, back
from kejiting.text.lazy_re import lazy_re

_SHARES = (PERCENT, TIMES, POINTS)
_FEW = 6
_NO_WHOLE = frozenset((Role.CHANGE, Role.FORMER, Role.REST))
_ELSEWHERE = lazy_re("全[省国市区县州校球厅行]|世界|同[类期]|地区|我省|行业|规模以上|规上")
_ALL = lazy_re("^(?:总数|总量|总额|全部|总体|其|总人数|总户数|总投资|总面积|总)?$")
_OF_AN_AIM = lazy_re("占|完成|达到|实现|相当于")


def shares(told: Sequence[Told], at: int, before: Sequence[Told]) -> Iterator[Reading]:
    """Yield what the share at that place may be of, in its sentence and those before it."""
    share, around = told[at], [*before, *told[:at]]
    if share.words == "的":
        yield from _of_the_last(told, at)
        return
    values = [one for one in around if one.unit not in _SHARES and one.role is not Role.EACH]
    is_of = "占" in share.lead and "占比" not in share.lead
    if is_of and _ELSEWHERE.search(share.words) and not any(share.words in one.name for one in values):
        return
    parts = _parts_of(share, values) if is_of else _named_parts(share, values)
    for part in parts:
        wholes = [one for one in values if one.unit == part.unit and one.value > part.value]
        wholes = [one for one in wholes if one.role not in _NO_WHOLE]
        meant = _meant(share, part, wholes, told[:at], is_of=is_of) if len(parts) == 1 else None
        for whole in wholes:
            yield Reading((whole, part, share), lambda whole, part, _: part * 100 / whole, whole is meant)


def _of_the_last(told: Sequence[Told], at: int) -> Iterator[Reading]:
    """5个，完成目标8个|的|62.5%."""
    if at < 1:
        return
    whole = told[at - 1]
    for place in back(told, at - 1, whole.unit):
        is_plain = place == at - 2 and _OF_AN_AIM.search(whole.lead) is not None
        yield Reading((whole, told[place], told[at]), lambda whole, part, _: part * 100 / whole, is_plain)


def _parts_of(share: Told, values: Sequence[Told]) -> list[Told]:
    """企业|占|81.4%; 取得博士学位的181人，|占总数的|85%. Which of 玉米、水稻依次为286个、154个 is meant nobody says."""
    who = share.lead.rpartition("占")[0].rpartition("，")[2].strip("、；（( 约仅只也均")
    if not who:
        return [*values[-1:]]
    return [one for one in values if len(who) > 1 and _is_named(who, one)]


def _is_named(who: str, one: Told) -> bool:
    counted = one.figure.counted
    return who[:2] in one.name or (len(counted) > 1 and counted in who)


def _named_parts(share: Told, values: Sequence[Told]) -> list[Told]:
    """优秀2个…，|优秀率|20%; without a name the nearest."""
    named = [one for one in values if len(share.words) > 1 and share.words[-2:] in one.name]
    if named or not share.words:
        return named[-1:] or [*values[-1:]]
    return [*values[-_FEW:]] if "率" in share.lead else []


def _meant(share: Told, part: Told, wholes: Sequence[Told], sentence: Sequence[Told], *, is_of: bool) -> Told | None:
    """The whole that is plainly meant: by its name, or the first of the sentence where all there is is meant."""
    words = share.words
    called = [one for one in wholes if is_of and len(words) > 1 and (words[-4:] in one.name or words[:4] in one.name)]
    if called:
        return called[-1]
    of_sentence = [one for one in wholes if one in sentence]
    is_named_rate = not is_of and len(words) > 1 and words[-2:] in part.name
    if is_named_rate:
        return of_sentence[0] if of_sentence else None
    is_of_all = _ALL.match(words) is not None if is_of else not words
    return (of_sentence or wholes)[0] if is_of_all and wholes else None
