"""Compose a letter's text from what a person entered by hand, in the department's own form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kejiting.text.clean import close_spaces
from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import to_chinese
from kejiting.text.spans import Span
from proposals.parsing.contacts import find_contacts
from proposals.parsing.doc_numbers import read_doc_number
from proposals.parsing.gaps import find_gaps
from proposals.parsing.lines import squeezed
from proposals.parsing.parsed import (
    Kind,
    LocatedText,
    ParsedLetter,
    ParsedPassage,
    ParsedRecommendation,
    ParsedSession,
    Part,
)

_SECTION_TITLES: tuple[tuple[Part, str], ...] = (
    ("measures", "落实举措"),
    ("outcomes", "取得成效"),
    ("next_steps", "下一步工作"),
)
_PERSON: Mapping[Kind | None, str] = {"委员提案": "委员", "代表建议": "代表", "集体提案": "", None: "委员"}
_ASKED: Mapping[Kind | None, str] = {"委员提案": "提案", "代表建议": "建议", "集体提案": "提案", None: "提案"}


@dataclass(frozen=True, slots=True)
class HandWrittenAsk:
    """One ask as entered: `title` without 关于“…”的建议, None for a letter without asks; items by part."""

    title: str | None
    parts: Mapping[Part, Sequence[str]]


@dataclass(frozen=True, slots=True)
class HandWritten:
    """A letter as entered by hand. Items may carry 1. or 一是 already; without, several are numbered 1. 2. 3."""

    delegates: tuple[str, ...]
    proposal_title: str | None
    recommendations: tuple[HandWrittenAsk, ...]
    kind: Kind | None = None
    session: ParsedSession | None = None
    number: str | None = None
    title: str | None = None
    index_number: str | None = None
    category: str | None = None
    doc_number: str | None = None
    agency: str | None = None
    written_on: date | None = None
    published_on: date | None = None
    next_steps: tuple[str, ...] = ()


class _Page:
    """The text while it is being written, line by line."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0

    def write(self, line: str) -> Span:
        """Add a line and return its place; nothing is written for an empty one."""
        shown = close_spaces(line)
        start = self._length
        if shown:
            self._lines.append(shown)
            self._length += len(shown) + 1
        return Span(start, start + len(shown))

    @property
    def text(self) -> str:
        return "\n".join(self._lines)


def compose_letter(draft: HandWritten) -> ParsedLetter:
    """Return the letter with its text and spans; reading the text with `parse_letter` gives the same letter."""
    page = _Page()
    for label, value in _table(draft):
        page.write(f"{label}：{value}")
    title = page.write(draft.title or _title(draft))
    page.write(draft.doc_number or "")
    asked = _write_opening(page, draft)
    recommendations = tuple(_write_asks(page, draft.recommendations))
    letter_passages = tuple(_write_next_steps(page, draft))
    page.write(draft.agency or "")
    page.write(_day(draft.written_on))
    return _letter(draft, page.text, title, asked, recommendations, letter_passages)


def _letter(
    draft: HandWritten,
    text: str,
    title: Span,
    asked: Span | None,
    recommendations: tuple[ParsedRecommendation, ...],
    letter_passages: tuple[ParsedPassage, ...],
) -> ParsedLetter:
    letter = ParsedLetter(
        text=text,
        title=LocatedText(squeezed(title.of(text)), title),
        index_number=draft.index_number,
        category=draft.category,
        agency=draft.agency,
        doc_number=read_doc_number(draft.doc_number or ""),
        written_on=draft.written_on,
        published_on=draft.published_on,
        kind=draft.kind,
        session=draft.session,
        number=draft.number,
        delegates=draft.delegates,
        proposal_title=LocatedText(squeezed(asked.of(text)), asked) if asked else None,
        recommendations=recommendations,
        letter_passages=letter_passages,
        masked=find_contacts(text),
    )
    return replace(letter, problems=find_gaps(letter, answers=True))


def _table(draft: HandWritten) -> Iterator[tuple[str, str]]:
    rows = (("索引号", draft.index_number), ("分类", draft.category), ("发布日期", _day(draft.published_on)))
    return ((label, value) for label, value in rows if value)


def _title(draft: HandWritten) -> str:
    number = f"第{draft.number}号" if draft.number else ""
    return f"对{_session(draft.session)}{number}{draft.kind or '提案'}的答复"


def _session(session: ParsedSession | None) -> str:
    if session is None:
        return ""
    meeting = f"{to_chinese(session.meeting)}次会议" if session.meeting else ""
    term = f"{to_chinese(session.term)}届"
    if session.body == "政协":
        return f"{session.region}政协{term}{meeting}"
    return f"{session.region}{term}人大{meeting}"


def _write_opening(page: _Page, draft: HandWritten) -> Span | None:
    """Write the salutation and the opening sentence; return where the proposal's title stands."""
    names = "、".join(draft.delegates)
    page.write(f"{names}{_PERSON[draft.kind]}：" if names else "")
    before = f"您在{_session(draft.session)}上提出的" if draft.session else "您提出的"
    asked = close_spaces(draft.proposal_title or "")
    line = page.write(f"{before}{f'《{asked}》' if asked else _ASKED[draft.kind]}收悉，经认真研究办理，现答复如下：")
    start = line.start + len(before) + 1
    return Span(start, start + len(asked)) if asked else None


def _write_asks(page: _Page, asks: Sequence[HandWrittenAsk]) -> Iterator[ParsedRecommendation]:
    for place, ask in enumerate(asks, start=1):
        title = squeezed(ask.title) if ask.title else None
        heading = page.write(f"{to_chinese(place)}、关于“{title}”的建议") if title else None
        yield ParsedRecommendation(title, heading, tuple(_write_parts(page, ask.parts)))


def _write_parts(page: _Page, parts: Mapping[Part, Sequence[str]]) -> Iterator[ParsedPassage]:
    """Write an ask's prose, then its sections each under its heading; empty ones are left out."""
    for paragraph in written(parts.get("prose", ())):
        yield ParsedPassage("prose", page.write(paragraph))
    section = 0
    for part, name in _SECTION_TITLES:
        items = numbered(parts.get(part, ()))
        if items:
            section += 1
            page.write(f"（{to_chinese(section)}）{name}")
        for item in items:
            yield ParsedPassage(part, page.write(item))


def _write_next_steps(page: _Page, draft: HandWritten) -> Iterator[ParsedPassage]:
    """Write what answers the whole letter as a chapter of its own after the last ask."""
    items = numbered(draft.next_steps)
    if items:
        page.write(f"{to_chinese(len(draft.recommendations) + 1)}、下一步工作")
    for item in items:
        yield ParsedPassage("next_steps", page.write(item))


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


# 1.推动…, 2、…, （1）…, 一是…, ①…; not 2024年, 1.11亿元
_NUMBERED = lazy_re(
    r"\s*(?:\d{1,2}\s*(?:[．、]|\.(?!\d))|[（(]\s*\d{1,2}\s*[）)]|[一二三四五六七八九十]{1,3}\s*是(?!非)|第[一二三四五六七八九十]{1,3}[，,、]|[①-⑳])"
)


def numbered(items: Sequence[str]) -> list[str]:
    """Return the items as paragraphs that can be told apart: as they are if all carry numbers, else 1. 2. before."""
    lines = written(items)
    if len(lines) < 2 or all(_NUMBERED.match(item) for item in lines):
        return lines
    # 2.1.5亿元 would be another figure.
    mark = "、" if any(item[0].isdigit() for item in lines) else "."
    return [f"{number}{mark}{item}" for number, item in enumerate(lines, start=1)]


def written(items: Sequence[str]) -> list[str]:
    """Return the items that hold words, each as one line."""
    return ["".join(line.strip() for line in item.splitlines()) for item in items if item.strip()]
