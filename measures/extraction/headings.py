"""Recognise the numbered lines of a plan: chapters, sections and measures, in whatever marks they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kejiting.text.numerals import to_int
from kejiting.text.spans import Span
from measures.extraction.brackets import blank_brackets
from proposals.parsing.lines import LetterLine

HeadingLevel = Literal["chapter", "section", "measure"]

_HAN = "[一二三四五六七八九十百]{1,5}"
_ARABIC = "[0-9０-９]{1,3}"
# From the outermost to the innermost. Of those that a plan uses the first marks its chapters.
_HAN_MARKS = (
    # 第一章 总则, 第二部分 重点任务; not 第一批, 第三章所称
    re.compile(rf"第(?P<number>{_HAN})[章编篇](?![的所至、，])\s*|第(?P<part>{_HAN})部分(?![的所至、，])\s*"),
    # 第一节 主要目标; not 第一节课
    re.compile(rf"第(?P<number>{_HAN})节(?![课点能的、，])\s*"),
    # 一、总体思路; not 一是, 三、四线城市, 二、三类企业
    re.compile(rf"(?P<number>{_HAN})[、.．](?!{_HAN}[、线类级档等期])\s*"),
    # （一）基本原则, (一)指导思想; not （一式三份）, （一）至（三）项
    re.compile(rf"[（(](?P<number>{_HAN})[）)](?![至、和])\s*、?"),
)
_ARABIC_MARKS = (
    # 1.在全省选择一批企业, 1．, 1、, 1. 2025年前; not 1.5亿元, 1、2号线, 2020.
    re.compile(rf"(?P<number>{_ARABIC})(?:[.．、]\s+|[.．、](?![0-9０-９]))"),
    # （1）, (12); not （2016）28号 where the number is too great for a list
    re.compile(rf"[（(](?P<number>{_ARABIC})[）)](?![0-9０-９])\s*"),
)
_HAN_LEVELS: tuple[HeadingLevel, ...] = ("chapter", "section", "measure", "measure")
_LONGEST_TITLE = 60
# 指导思想：以…为指导; a colon after more words than these belongs to a sentence
_LONGEST_BEFORE_COLON = 20
# 建设中试中心（责任单位：省科技厅）; not 科技企业孵化器（“双创”平台）
_RESPONSIBLE = re.compile(r"[（(](?:责任|牵头|配合|主办)[^（()）]*[）)]$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered line. `printed` is its number without marks; `own` the words up to where the heading ends."""

    level: HeadingLevel
    rank: int
    printed: str
    number: int
    line: int
    own: Span
    title: str | None


@dataclass(frozen=True, slots=True)
class _Mark:
    rank: int
    printed: str
    number: int
    end: int


def find_headings(lines: tuple[LetterLine, ...]) -> tuple[Heading, ...]:
    """Return the numbered lines that follow on each other; a number out of its order is no heading (三、四线城市)."""
    marks = [_read_mark(line.text) for line in lines]
    levels = _levels({mark.rank for mark in marks if mark and mark.number == 1})
    found = []
    for place, mark in _in_order(marks):
        if level := levels.get(mark.rank):
            own, title = _own_words(lines[place], mark, level)
            found.append(Heading(level, mark.rank, mark.printed, mark.number, place, own, title))
    return tuple(found)


def _read_mark(line: str) -> _Mark | None:
    for rank, pattern in enumerate((*_HAN_MARKS, *_ARABIC_MARKS)):
        if match := pattern.match(line):
            printed = next(group for group in match.groups() if group)
            number = to_int(printed)
            return _Mark(rank, printed, number, match.end()) if number else None
    return None


def _levels(present: set[int]) -> dict[int, HeadingLevel]:
    """Say what each mark stands for in this plan: Chinese numbers by their order, Arabic ones are measures."""
    han = [rank for rank in range(len(_HAN_MARKS)) if rank in present]
    levels = dict(zip(han, _HAN_LEVELS, strict=False))
    return levels | {rank: "measure" for rank in present if rank >= len(_HAN_MARKS)}


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


def _own_words(line: LetterLine, mark: _Mark, level: HeadingLevel) -> tuple[Span, str | None]:
    words = line.text
    if level == "measure":
        return line.span, None
    end = _title_end(words, mark.end)
    title = _RESPONSIBLE.sub("", words[mark.end : end]).strip()
    if not title or len(title) > _LONGEST_TITLE:
        return line.span, None
    # The stop belongs to the heading.
    return Span(line.start, min(line.start + end + 1, line.end)), title


def _title_end(words: str, start: int) -> int:
    blanked = blank_brackets(words)
    for place in range(start, len(blanked)):
        if blanked[place] == "。" or (blanked[place] in "：:" and place - start <= _LONGEST_BEFORE_COLON):
            return place
    return len(words)
