"""Recognise the heads of a plan: chapters, sections and measures, in whatever marks they are printed, or in none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kejiting.text.breaks import LABELS
from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import to_int
from kejiting.text.reading_view import HAN
from kejiting.text.spans import PlacedText, Span
from measures.extraction.brackets import blank_brackets
from measures.extraction.head import is_title
from measures.extraction.signature import is_agency
from proposals.parsing.lines import LetterLine, trimmed

HeadingLevel = Literal["chapter", "section", "measure"]

_NUMERALS = "[一二三四五六七八九十百]{1,5}"
_ARABIC = "[0-9０-９]{1,3}"
# From the outermost to the innermost. Of the Chinese ones that a plan uses the first marks its chapters.
_MARKS = (
    # 第一章 总则, 第二部分 重点任务; not 第一批, 第三章所称
    lazy_re(rf"第(?P<number>{_NUMERALS})[章编篇](?![的所至、，])\s*|第(?P<part>{_NUMERALS})部分(?![的所至、，])\s*"),
    # 第一节 主要目标; not 第一节课
    lazy_re(rf"第(?P<number>{_NUMERALS})节(?![课点能的、，])\s*"),
    # 一、总体思路; not 一是, 三、四线城市, 二、三类企业
    lazy_re(rf"(?P<number>{_NUMERALS})[、.．](?!{_NUMERALS}[、线类级档等期])\s*"),
    # （一）基本原则, (一)指导思想; not （一式三份）, （一）至（三）项
    lazy_re(rf"[（(](?P<number>{_NUMERALS})[）)](?![至、和])\s*、?"),
    # 第一条 为促进发展; not 第一条所称, 第一条款
    lazy_re(rf"第(?P<number>{_NUMERALS})条(?![的所规款至、和，])\s*"),
    # 1.在全省选择一批企业, 1．, 1、, 1. 2025年前; not 1.5亿元, 1、2号线, 2020.
    lazy_re(rf"(?P<number>{_ARABIC})(?:[.．、]\s+|[.．、](?![0-9０-９]))"),
    # （1）, (12); not （2016）28号 where the number is too great for a list
    lazy_re(rf"[（(](?P<number>{_ARABIC})[）)](?![0-9０-９])\s*"),
    # 3.1引才行动 below 3重点行动: both only where they stand before titles; not 1.5亿元
    lazy_re(rf"(?P<printed>[0-9]{{1,2}}[.．](?P<number>[0-9]{{1,2}}))(?![0-9.．])\s*(?=[{HAN}])"),
    lazy_re(rf"(?P<number>[0-9]{{1,2}})\s*(?=[{HAN}])"),
)
_HAN_LIST, _BRACKETED_HAN, _ARTICLE, _FIRST_ARABIC, _DECIMAL, _BARE_NUMBER = 2, 3, 4, 5, 7, 8
_LEVELS: tuple[HeadingLevel, ...] = ("chapter", "section", "measure", "measure")
_LONGEST_TITLE = 60
# 指导思想：以…为指导; a colon after more words than these belongs to a sentence
_LONGEST_BEFORE_COLON = 20
# 建设中试中心（责任单位：省科技厅）, 完善政策（市财政局负责）; not 科技企业孵化器（“双创”平台）
_RESPONSIBLE = lazy_re(r"[（(](?:(?:责任|牵头|配合|主办)[^（()）]*|[^（()）]*(?:负责|牵头))[）)]$")
# 【总体目标】, 一、【总体目标】力争…
_BRACKETED = lazy_re(r"【(?P<title>[^【】\n]{2,40})】\s*[:：]?\s*")
# 总体目标, “十四五”主要任务: the whole line; not a sentence
_BARE = lazy_re(rf"[{HAN}“”、]{{2,20}}")
# 发布日期, 责任单位, 完成时限, 牵头：县教育局: what stands beside a part, no head of one
_LABEL = lazy_re(rf"[:：]|(?:{'|'.join(LABELS)}|单位|部门|机关|时限|时间|日期|编号|附件|电话|联系人)$")
# What plans call their parts; at least one of them tells that bare lines are heads.
_USUAL = lazy_re(
    r"(?:目标|任务|措施|举措|要求|步骤|保障|机制|思路|原则|内容|安排|分工|重点|意义|背景|思想|行动|工程|组织实施)$"
)
_FEWEST_BARE = 2
_MARKED_TITLE = 30


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that begins with a head. `printed` is its number without marks, "" and None if it has none.

    `depth` orders the marks of a plan from the outermost; `own` are the words up to where the head ends.
    """

    level: HeadingLevel
    depth: int
    printed: str
    number: int | None
    line: int
    own: Span
    title: PlacedText | None


@dataclass(frozen=True, slots=True)
class _Mark:
    rank: int
    printed: str
    number: int
    end: int


def find_headings(lines: tuple[LetterLine, ...]) -> tuple[Heading, ...]:
    """Return the heads; a number out of its order is none (三、四线城市), and a head without number only between texts."""
    marks = list(_in_order([_read_mark(line.text) for line in lines]))
    levels = _levels(marks, lines)
    numbered = {place for place, mark in marks if mark.rank in levels}
    without, level = _unnumbered(lines, numbered, {rank: level for rank, (level, _) in levels.items()})
    if without and level == "chapter" and _BRACKETED_HAN in levels:
        levels[_BRACKETED_HAN] = "section", levels[_BRACKETED_HAN][1]
    first = _renumbered_chapter(marks, lines, levels)
    found = [
        _numbered(
            lines[place], place, mark, "chapter" if place == first else levels[mark.rank][0], levels[mark.rank][1]
        )
        for place, mark in marks
        if mark.rank in levels
    ]
    found += [_without_number(lines[place], place, level) for place in without]
    return tuple(sorted(found, key=lambda heading: heading.line))


def _renumbered_chapter(
    marks: list[tuple[int, _Mark]], lines: tuple[LetterLine, ...], levels: dict[int, tuple[HeadingLevel, int]]
) -> int | None:
    """Return where 1.总体目标 stands above 二、主要任务: pages number the first head of a plan anew."""
    known = [(place, mark) for place, mark in marks if mark.rank in levels]
    chapter = next((mark.number for _, mark in known if levels[mark.rank][0] == "chapter"), None)
    if chapter != 2:
        return None
    place, mark = known[0]
    return place if mark.number == 1 and _is_marked_title(lines[place].text[mark.end :]) else None


def _read_mark(line: str) -> _Mark | None:
    for rank, pattern in enumerate(_MARKS):
        if match := pattern.match(line):
            groups = match.groupdict()
            number = to_int(groups["number"] or groups["part"])
            printed = groups.get("printed") or groups["number"] or groups["part"]
            return _Mark(rank, printed, number, match.end()) if number else None
    return None


def _levels(marks: list[tuple[int, _Mark]], lines: tuple[LetterLine, ...]) -> dict[int, tuple[HeadingLevel, int]]:
    """Say what each mark stands for in this plan and how deep it stands: Chinese numbers by their order.

    Articles (第一条) are measures, and so are Arabic numbers, unless there are no others and they stand before titles.
    """
    numbers = {(mark.rank, mark.number) for _, mark in marks}
    # The first may be cut off, or have lost its number: 二、主要任务, and 三、保障措施
    present = {rank for rank, number in numbers if number == 1 or (number == 2 and (rank, 3) in numbers)}
    present |= {
        _HAN_LIST
        for place, mark in marks
        if (mark.rank, mark.number) == (_HAN_LIST, 2) and _is_marked_title(lines[place].text[mark.end :])
    }
    first = {mark.rank: place for place, mark in reversed(marks) if mark.rank in present}
    article = first.get(_ARTICLE, len(lines))
    outer = [rank for rank in range(_ARTICLE) if first.get(rank, article) < article]
    inner = [rank for rank in range(_ARTICLE) if first.get(rank, -1) > article]
    arabic = [rank for rank in (_FIRST_ARABIC, _FIRST_ARABIC + 1) if rank in first]
    if not outer and _ARTICLE not in first:
        titles = [rank for rank in (_FIRST_ARABIC, _BARE_NUMBER) if rank in first and _mark_titles(rank, marks, lines)]
        if titles and _DECIMAL in first and _mark_titles(_DECIMAL, marks, lines):
            outer = [titles[0], _DECIMAL]
        elif titles[:1] == [_FIRST_ARABIC] and len(arabic) > 1:
            outer = titles[:1]
    levels = dict(zip(outer, _LEVELS, strict=False))
    below = [*(rank for rank in (_ARTICLE,) if rank in first), *inner, *(rank for rank in arabic if rank not in outer)]
    return {rank: (levels.get(rank, "measure"), depth) for depth, rank in enumerate([*outer, *below])}


def _mark_titles(rank: int, marks: list[tuple[int, _Mark]], lines: tuple[LetterLine, ...]) -> bool:
    """1. 总体目标 on lines by themselves; not 1.选择企业，…。"""
    return all(_is_marked_title(lines[place].text[mark.end :]) for place, mark in marks if mark.rank == rank)


def _is_marked_title(words: str) -> bool:
    return len(words) <= _MARKED_TITLE and not re.search("[，。；]", words)


def _in_order(marks: Iterable[_Mark | None]) -> Iterator[tuple[int, _Mark]]:
    # Sections and measures may run on through the whole plan, so what counts is the last one anywhere. One number
    # left out or printed twice is a slip of the typist.
    last: dict[int, int] = {}
    for place, mark in enumerate(marks):
        if mark is None:
            continue
        before = last.get(mark.rank, 0)
        if mark.number == 1 or max(before, 1) <= mark.number <= before + 2:
            last[mark.rank] = mark.number
            yield place, mark


def _numbered(line: LetterLine, place: int, mark: _Mark, level: HeadingLevel, depth: int) -> Heading:
    own, title = (line.span, None) if level == "measure" else _own_words(line, mark.end)
    return Heading(level, depth, mark.printed, mark.number, place, own, title)


def _own_words(line: LetterLine, start: int) -> tuple[Span, PlacedText | None]:
    words = line.text
    if bracketed := _BRACKETED.match(words, start):
        title = trimmed(words, *bracketed.span("title"))
        return Span(line.start, line.start + len(words[: bracketed.end()].rstrip())), line.placed(
            title.start, title.end
        )
    end = _title_end(words, start)
    title = trimmed(words, start, start + len(_RESPONSIBLE.sub("", words[start:end])))
    if not 0 < title.end - title.start <= _LONGEST_TITLE:
        return line.span, None
    # The stop belongs to the heading.
    return Span(line.start, min(line.start + end + 1, line.end)), line.placed(title.start, title.end)


def _title_end(words: str, start: int) -> int:
    blanked = blank_brackets(words)
    for place in range(start, len(blanked)):
        if blanked[place] == "。" or (blanked[place] in "：:" and place - start <= _LONGEST_BEFORE_COLON):
            return place
    return len(words)


def _unnumbered(
    lines: tuple[LetterLine, ...], numbered: set[int], levels: dict[int, HeadingLevel]
) -> tuple[list[int], HeadingLevel]:
    """Return the places of heads without a number, and their level.

    In 【】 they are what the numbers leave free: chapters, also where the only numbers are those of （一） below them, or
    sections. Lines that are nothing but a few words above a text are heads only in a plan without other chapters.
    """
    places = [place for place in range(len(lines)) if place not in numbered]
    bracketed = [place for place in places if _is_bracketed(lines[place].text)]
    found = bracketed or [place for place in places if _is_bare(lines, place)]
    usual = any(_USUAL.search(lines[place].text) for place in found)
    if not found or not (bracketed or (usual and len(found) >= _FEWEST_BARE)):
        return [], "chapter"
    chapters = [rank for rank, level in levels.items() if level == "chapter"]
    only_below = chapters == [_BRACKETED_HAN] and "section" not in levels.values() and found[0] < min(numbered)
    if not chapters or only_below:
        return found, "chapter"
    return (bracketed if "section" not in levels.values() else []), "section"


def _without_number(line: LetterLine, place: int, level: HeadingLevel) -> Heading:
    own, title = _own_words(line, 0)
    return Heading(level, 0, "", None, place, own, title)


def _is_bracketed(line: str) -> bool:
    """【总体目标】; not 【发布日期】2025年, 【责任单位】县教育局, 【甲省转化方案】."""
    match = _BRACKETED.match(line)
    return match is not None and not _LABEL.search(match["title"]) and not is_title(match["title"])


def _is_bare(lines: tuple[LetterLine, ...], place: int) -> bool:
    line = lines[place].text
    if not _BARE.fullmatch(line) or is_title(line) or is_agency(line) or place + 1 == len(lines):
        return False
    below = lines[place + 1].text
    return len(below) > len(line) and below[-1] in "。；：:"
