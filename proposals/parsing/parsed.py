"""What a letter's text says, as plain data. Absent is None; what is odd travels along as Problems."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from kejiting.text.spans import PlacedText, Problem, Span

Part = Literal["title", "proposal", "recommendation", "measures", "outcomes", "next_steps", "prose"]
ANSWER_PARTS: tuple[Part, ...] = ("measures", "outcomes", "next_steps", "prose")
Kind = Literal["委员提案", "代表建议", "集体提案"]
Body = Literal["人大", "政协"]
SentenceKind = Literal["measures", "outcomes"]
# 会办意见: what a unit that helps sends to the unit that answers
DocumentType = Literal["答复", "会办意见"]


@dataclass(frozen=True, slots=True)
class LocatedText:
    """Words taken from the text: the value without white space, and where it stands (None if a person wrote it)."""

    value: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class ParsedSession:
    """省政协十三届三次会议 → body 政协, level 省, region 省, term 13, meeting 3; 马关县… → level 县, region 马关县."""

    body: Body
    level: str
    region: str
    term: int
    meeting: int | None


@dataclass(frozen=True, slots=True)
class DocNumber:
    """吉科发成〔2025〕84号 → printed as it stands without white space; year 2025, serial 84, and the key of 吉科发成."""

    printed: str
    code: str
    year: int
    serial: int

    def shifted(self, by: int) -> DocNumber:
        """Return the number with its printed form's place moved, if it has one."""
        return replace(self, printed=self.printed.shifted(by)) if isinstance(self.printed, PlacedText) else self


@dataclass(frozen=True, slots=True)
class ParsedPassage:
    """One item of an answer: `span.of(letter.text)` is all there is to it."""

    part: Part
    span: Span


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """One sentence of prose: `reason`, in Chinese, names the words of the sentence that speak for its kind."""

    span: Span
    kind: SentenceKind
    reason: str


@dataclass(frozen=True, slots=True)
class ParsedRecommendation:
    """One ask. `title`: the words asked for, without 一、关于“…”的建议; `heading`: the whole heading line, with the
    paragraph below it that repeats what was asked, if there is one.

    A letter that answers without headings has one recommendation whose title and heading are None.
    """

    title: str | None
    heading: Span | None
    passages: tuple[ParsedPassage, ...]


@dataclass(frozen=True, slots=True)
class ParsedLetter:
    """Every span counts characters of `text`, the canonical text. `number` is as printed, without 第 and 号.

    `addressee`: the unit that an opinion is sent to, None of what answers deputies.

    `sentence_kinds`: what persons said of sentences of prose, which goes before what the rules say of the same span.
    """

    text: str
    title: LocatedText | None = None
    index_number: str | None = None
    category: str | None = None
    agency: str | None = None
    doc_number: DocNumber | None = None
    written_on: date | None = None
    published_on: date | None = None
    kind: Kind | None = None
    session: ParsedSession | None = None
    number: str | None = None
    delegates: tuple[str, ...] = ()
    proposal_title: LocatedText | None = None
    handling_class: str | None = None
    handling_role: str | None = None
    document_type: DocumentType = "答复"
    addressee: str | None = None
    recommendations: tuple[ParsedRecommendation, ...] = ()
    letter_passages: tuple[ParsedPassage, ...] = ()
    masked: tuple[Span, ...] = ()
    problems: tuple[Problem, ...] = ()
    sentence_kinds: tuple[tuple[Span, SentenceKind], ...] = ()
