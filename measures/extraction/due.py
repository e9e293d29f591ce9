"""Say by when an amount is to be reached: by the words of its sentence, its item, or the head and lead above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kejiting.text.lazy_re import lazy_re
from measures.extraction.parsed import ParsedPlanItem

# 到2020年, 2021年3月底前, 2025年末; not 2016年以来, 2018年度, 截至2023年, the ends of 2016－2020年, 〔2016〕28号, nor what a
# value is held against: 由2015年的26亿元, 比2020年下降, 在2020年的基础上
_BY_YEAR = lazy_re(
    r"(?<![0-9０-９－—–~～-])(?<![0-9０-９年][至到])(?<!截至)(?<!截止)(?<![比较由从自与同以])"
    r"(?P<due>[0-9０-９]{4}年(?:[0-9０-９]{1,2}月)?[底末]?)"
    r"(?!度|以来|起|后|版|相比|的?(?:基础|水平|基数)|[0-9０-９底末]|[-－—–~～至])"
)
# “十四五”末, 十三五期间; not 十三五规划, 比“十三五”末
_BY_PERIOD = lazy_re(
    r"(?<![比较由从自与同以])(?<![比较由从自与同以][“\"])[“\"]?(?P<due>十[一二三四五六七八九]五)[”\"]?(?P<end>末|期末|期间|时期)"
)
# 年底前完成, 9月底前, 年内建成; not 2025年底前, 三年内, which names its year
_BY_END = lazy_re(
    r"(?<![0-9０-９年度每])(?P<due>(?:今年|年)底|[0-9]{1,2}月(?:[底末]|[0-9]{1,2}日))(?:以|之)?前"
    r"|(?<![0-9０-９一二三四五六七八九十两几多])(?P<within>年内)"
)
# 3年内建成, 三年内; not 允许3年以上
_WITHIN = lazy_re(r"(?P<due>[0-9０-９一二三四五六七八九十两]{1,3}年(?:时间)?内)")
# 每年培训100名; not 每季度, which says when, not by when
_EVERY_YEAR = lazy_re(r"(?P<due>每年)")
_EVERY_YEAR_ALONE = lazy_re(r"(?P<due>每年)(?=[^，,；;。0-9]{2,30}[，,])")

_YEAR_LISTED = lazy_re("[0-9]{4}年[底末]?")
# 到2027年、2030年, 2025年、2026年和2027年
_YEARS = lazy_re("(?:[到至在]?[0-9]{4}年[底末]?[、，和及]?){2,}")

_DAY = r"(?P<due>(?:[0-9]{4}年)?(?:[0-9]{1,2}月(?:[底末]|[0-9]{1,2}日)?|年?[底末])|[0-9]{4}年)"
_DONE = "(?:完成|建成|实现|到位|达到|达标|落实|竣工|投用|投入使用|交付|见效)"
_WILL = "(?:力争|确保|并|均|都|全部|计划|争取|须|要|应|需|务必|原则上|于|在|到)*"
# 建设36处，2024年底前完成; not 2024年底前 without 前 or what is done
_CLOSING = lazy_re(rf"[，,；;（(]{_WILL}{_DAY}(?:以|之)?前(?:全部|基本|全面|陆续)*{_DONE}")
# （省科技厅牵头，2025年9月底前完成） at the end of a line
_IN_BRACKETS = lazy_re(
    rf"[（(〔【](?:[^（()）〔〕【】\n]{{0,80}}[，,；;：:])?{_WILL}{_DAY}(?:以|之)?前(?:全部|基本|全面|陆续)*{_DONE}?"
    r"[）)〕】]\s*。?\s*(?=\n|$)"
)
# 以上任务于2025年10月底前完成: a sentence that says nothing else
_ALL = "(?:(?:以上|上述|各项|所有|本项|该项|全部)?(?:任务|工作|项目|目标|建设|内容|工程|事项)?)"
_CLOSING_SENTENCE = lazy_re(rf"{_ALL}{_WILL}{_DAY}(?:以|之)?前(?:全部|基本|全面|陆续)*{_DONE}(?:任务|工作|建设)*")
# 完成时限：2024年12月底前, （责任单位：县人社局；完成时间：2025年6月）
_LABELLED = lazy_re(
    rf"(?:完成|办结|推进|实施|时间|进度|任务)?(?:时限|期限|时间|节点)(?:要求|安排|节点)?\s*[:：]\s*{_WILL}{_DAY}"
)
# 2025年底前完成的任务, 到2027年底完成的任务, 2025年目标, 2025年全市就业主要指标, 管网更新工程（2026年6月底前）; not 2024年工作回顾, 2024—2025年
_YEAR_OF_HEAD = r"(?<![0-9－—–~～-])(?<![年月][至到])(?P<due>[0-9]{4}年(?:[0-9]{1,2}月)?[底末]?)(?![-－—–~～至])"
_OF_HEAD = lazy_re(
    rf"(?:[到至]{_YEAR_OF_HEAD}|{_YEAR_OF_HEAD.replace('due', 'before')}(?:以|之)?(?:前|(?:的|阶段性|年度|工作|主要|总体)*(?:目标|任务))"
    rf"|[（(]{_YEAR_OF_HEAD.replace('due', 'bracketed')}[）)]"
    rf"|^{_YEAR_OF_HEAD.replace('due', 'whole')}[^，。]{{0,30}}(?:目标|任务|指标)$)"
)
_GOALS = lazy_re(r"目标$")
_LEADS = ("：", ":")
_SENTENCE_END = lazy_re(r"[。！？\n]")
_RESPONSIBLE = lazy_re(r"[（(〔][^（()）〔〕]{0,100}?(?:单位|负责|牵头|部门)[^（()）〔〕]{0,100}[）)〕]")
# Beyond these 每年 reaches no further.
_PART = "；;。\n"


def find_due(sentence: str, clause_start: int, amount_start: int, *, often: bool = False) -> str | None:
    """Return the date that governs an amount by the words before it, the last one named.

    3年内 in its own clause, or in one before it that a semicolon does not part from it, governs it too; so does 每年 if
    its clause has no amount (每年举办陶博会，参展商1000家), or what is counted by how `often` it is done (每年举办培训班4期，
    培训800人次).
    """
    clause = sentence[clause_start:amount_start]
    for pattern in (_EVERY_YEAR, _WITHIN):
        if matches := list(pattern.finditer(clause)):
            return matches[-1]["due"]
    start = max(sentence.rfind(mark, 0, amount_start) for mark in _PART) + 1
    every_year = _EVERY_YEAR if often else _EVERY_YEAR_ALONE
    spans = [*_WITHIN.finditer(sentence, start, amount_start), *every_year.finditer(sentence, start, amount_start)]
    return _last([*_dates(sentence, amount_start), *spans])


def listed_years(words: str) -> tuple[str, ...]:
    """Return the years that a list names, of which each governs one value: 2025年、2026年分别新增."""
    lists = list(_YEARS.finditer(words))
    return tuple(_YEAR_LISTED.findall(lists[-1][0])) if lists else ()


def last_date(words: str) -> str | None:
    """Return the last date ahead that is named: 到2020年, “十四五”末."""
    return _last(_dates(words, len(words)))


def _dates(words: str, end: int) -> list[re.Match[str]]:
    return [match for pattern in (_BY_YEAR, _BY_PERIOD, _BY_END) for match in pattern.finditer(words, 0, end)]


def _last(named: list[re.Match[str]]) -> str | None:
    last = max(named, key=re.Match.start, default=None)
    if last is None:
        return None
    groups = last.groupdict()
    return (groups["due"] or groups["within"] or "") + (groups.get("end") or "")


def closing_due(behind: str) -> str | None:
    """Return the date behind an amount in its sentence: 建设36处|，受益6.5万人，2024年底前完成."""
    match = _CLOSING.search(behind)
    return match["due"] if match else None


def stated_dues(words: str) -> tuple[tuple[int, str], ...]:
    """Return the dates that an item names for what it says, each with its place, in order.

    完成时限：…, a bracket at the end of a line (省科技厅牵头，2025年9月底前完成), a sentence 以上任务于2025年底前完成。
    """
    found = [(match.end(), match["due"]) for pattern in (_LABELLED, _IN_BRACKETS) for match in pattern.finditer(words)]
    start = 0
    blanked = _RESPONSIBLE.sub(lambda match: " " * len(match[0]), words)
    for sentence in _SENTENCE_END.split(blanked):
        if closing := _CLOSING_SENTENCE.fullmatch(sentence.strip()):
            found.append((start + len(sentence), closing["due"]))
        start += len(sentence) + 1
    return tuple(sorted(found))


def stated_for(dues: tuple[tuple[int, str], ...], place: int) -> str | None:
    """Return the next date that is named behind a place, else the last one of all."""
    return next((due for at, due in dues if at >= place), dues[-1][1] if dues else None)


def named_day(words: str) -> str | None:
    """Return the date that a cell holds: 2024年10月底, 2025年底前."""
    match = re.search(_DAY, words)
    return match["due"] if match else None


def lead_due(words: str) -> str | None:
    """Return the date that a lead names for what is listed below it: 到2025年，实现以下目标："""
    return last_date(_SENTENCE_END.split(words)[-1]) if words.rstrip().endswith(_LEADS) else None


def governing_dues(text: str, items: Sequence[ParsedPlanItem]) -> tuple[str | None, ...]:
    """Return for each item the date that governs it from outside: a lead or a label beside it, or a head above it."""
    leads: dict[int | None, str] = {}
    governing: list[str | None] = []
    # the paragraphs of a container that no label has been found for
    open_since: dict[int | None, list[int]] = {}
    for place, item in enumerate(items):
        words = item.span.of(text)
        governing.append(_from_above(items, leads, place))
        if item.level != "paragraph" or "\t" in words:  # a row of a table speaks for itself
            continue
        # Under goals whatever paragraph names a year governs those below it.
        if lead := last_date(words) if is_goal(items, item) else lead_due(words):
            leads[item.parent] = lead
        open_since.setdefault(item.parent, []).append(place)
        if item.parent is not None and (labelled := _LABELLED.match(words)):
            for before in open_since.pop(item.parent):
                governing[before] = labelled["due"]
    return tuple(governing)


def is_goal(items: Sequence[ParsedPlanItem], item: ParsedPlanItem) -> bool:
    """Whether the item stands right below a head such as 主要目标."""
    return item.parent is not None and _GOALS.search(items[item.parent].title or "") is not None


def _from_above(items: Sequence[ParsedPlanItem], leads: dict[int | None, str], place: int) -> str | None:
    above = items[place].parent
    while above is not None:
        if due := leads.get(above) or _head_due(items[above].title or ""):
            return due
        above = items[above].parent
    return None


def _head_due(title: str) -> str | None:
    match = _OF_HEAD.search(title)
    return next(filter(None, match.groupdict().values()), None) if match else None
