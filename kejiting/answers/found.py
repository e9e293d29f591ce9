"""What is found: letters and plans with the passages that the page shows of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from kejiting.answers.question import PART_LABELS, Question
from kejiting.jumps import Jump
from kejiting.search import FacetCount, Match
from kejiting.synonyms import Wording
from measures.models import Plan
from proposals.models import ReplyLetter

_SHOWN = 4
_ASK = '<p class="ask">建议：{}</p>'
_SYNONYM = SafeString(' <span class="part">同义</span>')
_HIT = """<div class="hit">
  {ask}
  <p class="words"><span class="part part-{part}">{label}</span>{synonym} <a href="{url}">{snippet}</a></p>
  <p class="hit-tools small"><a href="?like={like}">相近的段落</a></p>
</div>
"""


@dataclass(frozen=True, slots=True)
class FoundPassage:
    id: int
    part: str
    recommendation: str | None
    text: str
    snippet: SafeString
    match: Match
    url: str

    @property
    def part_label(self) -> str:
        return PART_LABELS[self.part]

    @property
    def html(self) -> SafeString:
        """The passage on the page. A page has dozens: a template takes longer for them than the search."""
        return format_html(
            _HIT,
            ask=format_html(_ASK, self.recommendation) if self.recommendation and self.part != "recommendation" else "",
            part=self.part,
            label=self.part_label,
            synonym=_SYNONYM if self.match == "synonym" else "",
            url=self.url,
            snippet=self.snippet,
            like=f"plan-{self.id}" if self.part == "plan" else self.id,
        )


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a letter answers, 省政协十三届三次会议 第157号, and who asked it."""

    name: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A letter or a plan, what it answers, and its hits in the order of its text."""

    document: ReplyLetter | Plan
    url: str
    asked: tuple[Asked, ...]
    hits: tuple[FoundPassage, ...]

    @property
    def letter(self) -> ReplyLetter | None:
        return self.document if isinstance(self.document, ReplyLetter) else None

    @property
    def plan(self) -> Plan | None:
        return self.document if isinstance(self.document, Plan) else None

    @property
    def first_hits(self) -> SafeString:
        return SafeString("".join(hit.html for hit in self.hits[:_SHOWN]))

    @property
    def more_hits(self) -> SafeString:
        """What is folded away at first."""
        return SafeString("".join(hit.html for hit in self.hits[_SHOWN:]))

    @property
    def more(self) -> int:
        return max(0, len(self.hits) - _SHOWN)

    @property
    def is_near(self) -> bool:
        return all(hit.match == "near" for hit in self.hits)


@dataclass(frozen=True, slots=True)
class Found:
    question: Question
    count: int
    passages: int
    documents: tuple[FoundDocument, ...]
    facets: dict[str, tuple[FacetCount, ...]]
    jumps: tuple[Jump, ...]
    wordings: tuple[Wording, ...] = ()
    notice: str | None = None

    @property
    def has_answers(self) -> bool:
        """Is there more than what is only near?"""
        return self.count > 0 or any(not document.is_near for document in self.documents)
