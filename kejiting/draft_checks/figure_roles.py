"""What each figure of a sentence is there for: a value, what was before, a change, a share, an average, a rest, a sum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from kejiting.draft_checks.mismatch import PERCENT, TIMES, by_sentence
from kejiting.draft_checks.stated import DraftFigure
from kejiting.text.lazy_re import lazy_re

POINTS = "个百分点"
# Words before a figure that say its role stand this near
_NEAR = 48
_SENTENCES = 3
_UP = r"增[长加幅速多量]?|[提上回]升|提高|[扩升涨][大充容张幅]?|净增|(?<![至最不])多"
_DOWN = r"[下]?[降减缩][少低幅小减短]?|压[缩减]|精简|[回下]落|下滑|节[约省]|(?<![至最不减缺])少"
_CHANGE = lazy_re(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|出|约|近|超过?|幅度?|达到?|为|[：:])*\s*$")
_THAN = lazy_re(
    r"(?:(?<![占同环评])[比较](?![例重较赛大高好快多少])|[与同和])[^，。；\d]{0,8}(?:20\d\d|上|去|前|当|本|全|往|早)?年?[^，。；\d]{0,8}的?\s*$"
)
_A_TIME = lazy_re(r"20\d\d|[上去前]年|同期|年[初底末]|以前|之前|原[来先]|此前|改革前|[实重]施前|建设前")
_COMPARED = lazy_re(r"^(?:的[^，。；]{0,4})?相?比")
_FROM = lazy_re(r"(?:由|从)[^，。；由从]{0,24}$")
_TO = lazy_re(
    r"^[^，。；\n]{0,14}(?:增|提|升|扩|发展|攀|跃|跃升|涨|翻|压|缩|减|降|下|调整)[^，。；\n]{0,6}[到至为](?:了|约|近)?[^，。；\n]{0,10}$"
)
_EACH = lazy_re(
    r"每一?(?P<every>[个家名项户件座所]?[\u4e00-\u9fff]{1,2})[\u4e00-\u9fff]{0,8}$|(?P<per>[户人家项站场台亩件个校村园所次年课企镇县单车])均[\u4e00-\u9fff]{0,6}$"
    r"|平均(?!增|降|提|年|[\u4e00-\u9fff]{0,4}每)[\u4e00-\u9fff]{0,8}$"
)
_REST = lazy_re(r"(?:余下|剩余|还剩|剩下|尚余|尚有|尚缺|结余|(?:尚|还)未[^，。；\d]{1,6}?|仍有)[^，。；、\d]{0,6}$")
_SUM = lazy_re(r"(?:合计|共计|总计|总共|一共|累计共?|总[数量额]|(?<![公全])共)[^，。；、：\d]{0,10}$")
_SHARE = lazy_re(
    r"(?:[占](?!比)[到了据]?(?P<whole>[^，。；\d占]{0,18}?)(?:的?(?:比重|比例|份额))?|(?P<named>[\u4e00-\u9fff]{0,10}?)(?:占比|比重|比例|(?<!增长)(?<![增利税费汇速])率))(?:约|近|为|达到?|超过?|是|的|高达)*\s*$"
)
# 占总额9亿元|的|八成, 是2021年4000万元|的|1.5倍
_OF_LAST = lazy_re(r"^\s*的(?:比例|比重)?(?:约|近|为)?\s*$")
_MULTIPLE = lazy_re(r"(?:是|为|达到?|相当于|超过?)[^，。；\d]{0,14}的(?:约|近)?\s*$|放大(?:了|约)?\s*$")
_JOINT = lazy_re(r"^\s*(?:、|和|及|与|以及)\s*$")
# 与上年相比|多, 去年一年|增加: what is said of the time and the way, not of what changed
_NO_SUBJECT = lazy_re(
    r"20\d\d年(?:末|底|初)?|[上去前本当同]年|年均|[一二两三四五六七八九十]年[间来内]?|年[初底末]|同期|[同环]比|相比|分别|依次|累计|共|又|再|还|实际|大幅|一[年共]|全年|[比较与和同的净；、：（(\s]"
)
YEAR = lazy_re(r"20\d\d(?=\s*年)")


class Role(Enum):
    VALUE = auto()
    FORMER = auto()
    """比2024年的|5000万元"""
    FROM = auto()
    """由|900人|扩大到"""
    CHANGE = auto()
    SHARE = auto()
    MULTIPLE = auto()
    EACH = auto()
    REST = auto()
    SUM = auto()


# What stands for a number of its own, and not for others beside it
VALUES = frozenset((Role.VALUE, Role.SUM))


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in its role. `lead` are the words before it up to the figure before, `sign` is 1 for more, -1 for less.

    `words` are what the cue of the role names: what it is a share of, what there is one of each.
    """

    figure: DraftFigure
    lead: str
    role: Role
    sign: int = 0
    words: str = ""
    nth: int = 0

    @property
    def unit(self) -> str:
        return self.figure.statement.unit

    @property
    def value(self) -> Decimal:
        return self.figure.statement.low

    @property
    def name(self) -> str:
        return self.figure.counted + self.lead


def told_sentences(figures: Sequence[DraftFigure]) -> Iterator[tuple[list[Told], list[Told]]]:
    """Yield each sentence's figures in their roles, and those of the few sentences just before it in the same passage."""
    before, end = list[list[Told]](), -1
    for same in by_sentence(figures):
        if end != same[0].sentence.start:
            before = []
        told = list(_told(same))
        yield told, [one for sentence in before[-_SENTENCES:] for one in sentence]
        before.append(told)
        end = same[-1].sentence.end


def _told(figures: Sequence[DraftFigure]) -> Iterator[Told]:
    sentence = figures[0].statement.sentence
    leads, places = [], [0, *(figure.statement.place.end for figure in figures)]
    for place, figure in zip(places, figures, strict=False):
        leads.append(sentence[max(place, figure.statement.place.start - _NEAR) : figure.statement.place.start])
    before: Told | None = None
    for number, (figure, lead) in enumerate(zip(figures, leads, strict=True)):
        behind = leads[number + 1] if number + 1 < len(leads) else ""
        if before and before.role not in VALUES and _JOINT.match(lead):
            # 分别增加14项|、|1330万元: as the one before it
            told = Told(figure, lead, before.role, before.sign, before.words, before.nth + 1)
        else:
            tail = sentence[figure.statement.place.end : figure.statement.place.end + 8]
            told = _in_role(figure, lead, behind, tail)
        yield told
        before = told


def _words(each: re.Match[str]) -> str:
    """每户企业: those of whom each has so much, with the measure before them; 每品种 has none."""
    every = each["every"] or ""
    return every if not every or every[0] in "个家名项户件座所人台场站村县校亩次年" else f"个{every}"[: 1 + len(every)]


def _in_role(figure: DraftFigure, lead: str, behind: str, tail: str) -> Told:
    unit = figure.statement.unit
    if change := _CHANGE.search(lead):
        words = _NO_SUBJECT.sub("", lead[: change.start()].rpartition("，")[2])
        return Told(figure, lead, Role.CHANGE, 1 if change["up"] else -1, words)
    is_of_last = unit in (PERCENT, TIMES) and _OF_LAST.match(lead)
    share = _SHARE.search(lead) if unit == PERCENT else None
    if is_of_last or share:
        words = "的" if is_of_last or share is None else (share["whole"] or share["named"] or "").removesuffix("所占")
        return Told(figure, lead, Role.MULTIPLE if unit == TIMES else Role.SHARE, words=words)
    if unit == TIMES:
        return Told(figure, lead, Role.MULTIPLE if _MULTIPLE.search(lead) else Role.VALUE)
    each = _EACH.search(lead)
    if (_FROM.search(lead) and any(word in behind for word in "到至为")) or _TO.match(behind):
        role = Role.FROM
    elif each:
        return Told(figure, lead, Role.EACH, words=_words(each) or each["per"] or "")
    elif (than := _THAN.search(lead)) and _A_TIME.search(than[0]) and (than[0][0] in "比较" or _COMPARED.match(tail)):
        role = Role.FORMER
    elif _REST.search(lead):
        role = Role.REST
    else:
        role = Role.SUM if _SUM.search(lead) else Role.VALUE
    return Told(figure, lead, role)
