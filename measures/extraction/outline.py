"""Build a plan's tree: every line that is not blank belongs to exactly one item, in the order of the text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.extraction.headings import Heading, find_headings
from measures.extraction.parsed import ParsedPlanItem
from measures.extraction.signature import is_agency, is_month_line, read_date_line
from proposals.parsing.lines import LetterLine, lines_of, trimmed

# 附件：, 附件1, 抄送：, （此件公开发布）; not 附件所列项目
_AFTER_THE_BODY = lazy_re(r"附件?\s*+[0-9０-９]*+\s*+[:：]|附件\s*+[0-9０-９]*+$|抄送\s*[:：]|[（(]此件")
# 基本原则, 主要目标, 遵循原则: numbered lines under them say what to keep to and to reach, not what to do
_NO_MEASURES = lazy_re(r"(?:原则|目标)$")


@dataclass(slots=True)
class _Place:
    """Where the reader stands: the items above the next line, as places in the list of items."""

    chapter: int | None = None
    section: int | None = None
    measure: int | None = None
    measure_depth: int = 0

    @property
    def container(self) -> int | None:
        return self.chapter if self.section is None else self.section


def build_outline(text: str) -> tuple[ParsedPlanItem, ...]:
    lines = lines_of(text)
    headings = {heading.line: heading for heading in find_headings(lines)}
    ends = _ends_of_body(lines)
    outline = _Outline(text)
    for number, line in enumerate(lines):
        if number in headings:
            outline.add_heading(headings[number], line.span)
        elif number in ends:
            outline.leave_body(line.span)
        else:
            outline.add_text(line.span)
    return with_short_paths(tuple(outline.items))


class _Outline:
    def __init__(self, text: str) -> None:
        self.items: list[ParsedPlanItem] = []
        self._text = text
        self._at = _Place()
        # The list of annexes (附件：1.… 2.…) is numbered like measures.
        self._after_body = False

    def add_heading(self, heading: Heading, line: Span) -> None:
        if heading.level == "measure":
            self._add_measure(heading, line)
            return
        parent = None if heading.level == "chapter" else self._at.chapter
        path = section_path(self._path(parent), heading.printed) if parent is not None else heading.printed
        self.items.append(ParsedPlanItem(heading.level, path, heading.number, heading.title, heading.own, parent))
        place = len(self.items) - 1
        self._at = _Place(place) if heading.level == "chapter" else _Place(self._at.chapter, place)
        rest = trimmed(self._text, heading.own.end, line.end)
        if rest.start < rest.end:
            self.add_text(rest)

    def _add_measure(self, heading: Heading, line: Span) -> None:
        container = self._at.container
        if container is None and self._after_body:
            self.add_text(line)
            return
        inside_a_measure = self._at.measure is not None and self._at.measure_depth < heading.depth
        if inside_a_measure or (container is not None and _NO_MEASURES.search(self.items[container].title or "")):
            self.add_text(line)
            return
        path = measure_path(self._path(container), heading.number)
        self.items.append(ParsedPlanItem("measure", path, heading.number, None, line, container))
        self._at.measure, self._at.measure_depth = len(self.items) - 1, heading.depth

    def add_text(self, line: Span) -> None:
        if self._at.measure is not None:
            measure = self.items[self._at.measure]
            self.items[self._at.measure] = replace(measure, span=Span(measure.span.start, line.end))
            return
        container = self._at.container
        self.items.append(ParsedPlanItem("paragraph", self._path(container), None, None, line, container))

    def leave_body(self, line: Span) -> None:
        self._at = _Place()
        self._after_body = any(item.level != "paragraph" for item in self.items)
        self.add_text(line)

    def _path(self, place: int | None) -> str:
        return "" if place is None else self.items[place].path


def with_short_paths(items: tuple[ParsedPlanItem, ...]) -> tuple[ParsedPlanItem, ...]:
    """Name measures by chapter and number (三2) where that tells them apart, else by section too (三（一）2)."""
    short = {place: _short_path(items, item) for place, item in enumerate(items) if item.level == "measure"}
    uses = Counter(short.values())
    return tuple(
        replace(item, path=short[place]) if uses[short.get(place, "")] == 1 else item
        for place, item in enumerate(items)
    )


def _short_path(items: tuple[ParsedPlanItem, ...], measure: ParsedPlanItem) -> str:
    above = measure.parent
    while above is not None and (parent := items[above].parent) is not None:
        above = parent
    return measure_path("" if above is None else items[above].path, measure.number)


def section_path(chapter: str, printed: str) -> str:
    """一（二）; 3.1 names its chapter itself, and a head without number has the path of its chapter."""
    if "." in printed:
        return printed
    return f"{chapter}（{printed}）" if printed else chapter


def measure_path(container: str, number: int | None) -> str:
    """三2, 三（一）2; 2（1） where the chapter's number is an Arabic one."""
    return f"{container}（{number}）" if container[-1:].isdigit() else f"{container}{number}"


def _ends_of_body(lines: tuple[LetterLine, ...]) -> set[int]:
    """Return the lines at which the body ends: a date, an annex, or the agencies above a date or the end of the text."""
    ends: set[int] = set()
    signs = True
    for number in reversed(range(len(lines))):
        line = lines[number].text
        is_date = read_date_line(line) is not None or is_month_line(line)
        signs = is_date or (signs and is_agency(line))
        if signs or _AFTER_THE_BODY.match(line):
            ends.add(number)
    return ends
