"""Find what a text cites: titles in 《…》 and document numbers, with a key under which the same document is one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from kejiting.text.fold import fold
from kejiting.text.fold_places import Folded, fold_with_offsets
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from proposals.parsing import find_doc_numbers

_LONGEST_TITLE = 150
# 〈…〉, <…> and 《…》 inside a title are one; 《 that opens the title itself is not part of it
_INNER_MARKS = str.maketrans("《》<>", "〈〉〈〉")
# 《…》(国办发(2016)28号), 《…》的通知(吉发…; not 《…》和国办发
_BETWEEN = lazy_re(r"(?:的?(?:通知|意见|函|决定|文件|批复|公告))?\(?(?:文号:?)?")
# 落实|国办发, 省政府印发了|吉政发, 答复|吉科发: words of the sentence, not of the number; not 国办发
_SENTENCE_WORDS = lazy_re(r".*(?:落实|贯彻|答复|执行|转发|依照|参见|印发了?|以下简称|文件|对照|[见了的])(?=.{2})")

# （试行）, （2021年修订）, 3.0版, 2021—2025年, 十四五: another edition is another document
_EDITION = lazy_re(
    r"\((?=[^()]*(?:版|试行|暂行|修订|修正|修改|征求意见|草案|讨论|送审|\d{4}))[^()]*+\)|\d+(?:\.\d+)?版?|[一二三四五六七八九十]+(?=五(?:规划|时期|\"|$|期间))|第[一二三四五六七八九十]+[批次届]|年度?"
    r"|(?:暂行|试行|修订|新修订|修正)|[一二三四五六七八九十〇-]+"
)
# What editors note of a name that is another one now
RENAMED = lazy_re("改称|更名|改名|现称|现名|原名|原称")


@dataclass(frozen=True, slots=True)
class ParsedCitation:
    """A place where a document is cited.

    `span` covers marks and brackets; `title` the words inside 《…》; `number` the number that stands alone or in
    brackets behind the title. `key`, folded, is that of the title, or of the number where there is no title;
    `number_key` lets a document cited by number meet the one cited by title and number.
    """

    span: Span
    title: Span | None
    number: Span | None
    key: str
    number_key: str | None


def find_citations(text: str) -> tuple[ParsedCitation, ...]:
    """Return the citations in order. A title without its end, or of more than 150 characters, is none."""
    folded = fold_with_offsets(text)
    titles = _titles(folded.text)
    numbers = [one for one in _numbers(folded.text) if not _is_inside(one[0].start, titles)]
    by_start = {span.start: (span, key) for span, key in reversed(numbers)}
    cited = [_of_title(folded, title, by_start) for title in titles]
    taken = {one.number for one in cited}
    alone = (_of_number(folded, span, key) for span, key in numbers)
    return tuple(sorted((*cited, *(one for one in alone if one.number not in taken)), key=lambda one: one.span))


def cited_in(text: str, within: Iterable[Span]) -> tuple[ParsedCitation, ...]:
    """Return the citations without the numbers that stand alone outside the given places: a letter's head has its own."""
    places = tuple(within)
    return tuple(
        one
        for one in find_citations(text)
        if one.title or any(place.start <= one.span.start < place.end for place in places)
    )


def without_edition(title: str) -> str:
    """The folded title without what tells its editions apart: （试行）, 2.0版."""
    return _EDITION.sub("", title)


def short_key(key: str) -> str:
    """16 hexadecimal digits, the same for the same key: for addresses and for looking up."""
    return sha256(key.encode()).hexdigest()[:16]


def title_key(title: str) -> str:
    """The key under which a document of this title is cited, shortened."""
    return short_key(folded_title(title))


def folded_title(title: str) -> str:
    """The title as `ParsedCitation.key` has it."""
    return fold(title).translate(_INNER_MARKS)


def number_key(number: str) -> str | None:
    """The key under which a document of this number is cited, shortened; None if it is no document number."""
    found = find_citations(number)
    return short_key(found[0].number_key) if found and found[0].number_key else None


def _titles(text: str) -> list[Span]:
    """Return the outermost pairs of 《 and 》; an opener that is never closed does not hide the pairs behind it."""
    opened: list[int] = []
    found: list[Span] = []
    for mark in re.finditer("[《》]", text):
        if mark[0] == "《":
            opened.append(mark.start())
        elif opened:
            span = Span(opened.pop(), mark.end())
            if 2 < span.end - span.start <= _LONGEST_TITLE:
                while found and found[-1].start > span.start:
                    found.pop()
                found.append(span)
    return found


def _is_inside(place: int, titles: list[Span]) -> bool:
    """Of titles in order, none of which stands in another."""
    before = bisect_left(titles, place, key=lambda title: title.start)
    return before > 0 and place < titles[before - 1].end


def _numbers(text: str) -> Iterator[tuple[Span, str]]:
    for span, number in find_doc_numbers(text):
        lead = _SENTENCE_WORDS.match(number.code)
        cut = lead.end() if lead else 0
        if code := number.code[cut:]:
            yield Span(span.start + cut, span.end), f"{code}({number.year}){number.serial}号"


def _of_title(folded: Folded, title: Span, numbers: dict[int, tuple[Span, str]]) -> ParsedCitation:
    inside = Span(title.start + 1, title.end - 1)
    key = inside.of(folded.text).translate(_INNER_MARKS)
    between = _BETWEEN.match(folded.text, title.end)
    number, number_key = numbers.get(between.end(), (None, None)) if between else (None, None)
    end = title.end
    if number:
        end = number.end + (folded.text[number.end : number.end + 1] == ")" and "(" in (between[0] if between else ""))
    return ParsedCitation(
        folded.original(Span(title.start, end)),
        folded.original(inside),
        folded.original(number) if number else None,
        key,
        number_key,
    )


def _of_number(folded: Folded, span: Span, key: str) -> ParsedCitation:
    place = folded.original(span)
    return ParsedCitation(place, None, place, key, key)
