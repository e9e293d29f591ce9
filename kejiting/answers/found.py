"""What is found: letters and plans with the passages that the page shows of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.safestring import SafeString

from kejiting.answers.question import PART_LABELS, Question
from kejiting.answers.quick_links import QuickLink
from kejiting.answers.synonyms import SynonymPair
from kejiting.search import FacetCount, Match, Snippet
from kejiting.text.spans import Span
from measures.models import Plan
from proposals.models import ReplyLetter

_NOTHING = Snippet("", Span(0, 0), ())


class FoundPassage(NamedTuple):
    """A passage as the base has it; `match` and `excerpt`, in which the terms are marked, say how it was found."""

    id: int
    part: str
    citation: str
    recommendation: str | None
    text: str
    url: str
    match: Match = "literal"
    excerpt: Snippet = _NOTHING

    @property
    def snippet(self) -> SafeString:
        return SafeString(self.excerpt.html())  # escaped there

    @property
    def part_label(self) -> str:
        return PART_LABELS[self.part]


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class AnsweredProposal:
    """What a letter answers, 省政协十三届三次会议 第157号, and who asked it."""

    name: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A letter or a plan, what it answers, and its hits in the order of its text."""

    document: ReplyLetter | Plan
    url: str
    asked: tuple[AnsweredProposal, ...]
    hits: tuple[FoundPassage, ...]

    @property
    def letter(self) -> ReplyLetter | None:
        return self.document if isinstance(self.document, ReplyLetter) else None

    @property
    def plan(self) -> Plan | None:
        return self.document if isinstance(self.document, Plan) else None

    @property
    def is_near(self) -> bool:
        return all(hit.match == "near" for hit in self.hits)


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    question: Question
    count: int
    passages: int
    documents: tuple[FoundDocument, ...]
    facets: dict[str, tuple[FacetCount, ...]]
    jumps: tuple[QuickLink, ...]
    wordings: tuple[SynonymPair, ...] = ()
    notice: str | None = None
    from_index: bool = True

    @property
    def has_answers(self) -> bool:
        """Is there more than what is only near?"""
        return self.count > 0 or any(not document.is_near for document in self.documents)
