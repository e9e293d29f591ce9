"""A draft reply as read: parsed as a letter is, by the same readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from kejiting.draft_checks.finding import Against, DraftFinding, FindingLevel
from kejiting.ingest.reading import read_letter
from kejiting.text.kinds import kind_of
from kejiting.text.lazy_re import lazy_re
from kejiting.text.mask import mask
from kejiting.text.reading_view import ReadingView, reading_view
from kejiting.text.spans import Span
from kejiting.text.word.places import WordPlaces, read_places
from proposals.parsing import ParsedLetter
from proposals.parsing.closing import find_closing
from proposals.parsing.lines import LetterLine, lines_of, paragraphs_of
from proposals.parsing.opening import Opening, find_opening

# 二、下一步打算: of the whole letter
_TOP, _NEXT, _SHORT_LINE = lazy_re(r"[一二三四五六七八九十]{1,2}、"), lazy_re(r"下\s*+一?\s*+步|下一阶段|今后"), 16

HERE = "本稿"
"""How another place of the draft itself is cited."""


@dataclass(frozen=True)
class ReplyDraft:
    """`parsed.text` is the canonical text; every finding's span counts its characters. `data`: the file, if it is DOCX.

    Rules read the view, and all spans and lines here are those of the view; `finding` leads back to the text.
    """

    name: str
    parsed: ParsedLetter
    data: bytes | None = None

    @property
    def text(self) -> str:
        return self.parsed.text

    @cached_property
    def written_on(self) -> date:
        """The date that it bears; what bears none is written today."""
        return self.parsed.written_on or timezone.localdate()

    @cached_property
    def view(self) -> ReadingView:
        return reading_view(self.text)

    @cached_property
    def read(self) -> str:
        """The view's text, people's names and numbers in contacts masked as in what will be published."""
        return mask(self.view.text, map(self.view.from_source, self.parsed.masked))

    @cached_property
    def lines(self) -> tuple[LetterLine, ...]:
        """The lines that hold more than white space."""
        return lines_of(self.read)

    @cached_property
    def opening(self) -> Opening | None:
        return find_opening(paragraphs_of(self.read))

    @cached_property
    def head_end(self) -> int:
        """Where title and table end: at the salutation or, without one, at the first sentence."""
        if self.opening:
            return self.opening.head_end
        return next((line.start for line in self.lines if "。" in line.text), 0)

    @cached_property
    def foot_start(self) -> int:
        """Where the answer ends and thanks, signature, date, contacts and copies begin."""
        below = paragraphs_of(self.read, self.opening.said.end if self.opening else self.head_end)
        start = find_closing(below).start
        return below[start].start if start < len(below) else len(self.read)

    @cached_property
    def head(self) -> tuple[LetterLine, ...]:
        return tuple(line for line in self.lines if line.start < self.head_end)

    @cached_property
    def answer(self) -> tuple[LetterLine, ...]:
        """The lines between the opening sentence and the foot."""
        start = self.opening.said.end if self.opening else self.head_end
        return lines_of(self.read, start, self.foot_start)

    @cached_property
    def foot(self) -> tuple[LetterLine, ...]:
        return lines_of(self.read, self.foot_start)

    @cached_property
    def next_steps(self) -> tuple[Span, ...]:
        """What says what will be done: passages, and what stands below a heading of the whole letter; in the text."""
        parsed = self.parsed
        passages = [passage for ask in parsed.recommendations for passage in ask.passages]
        steps = [one.span for one in (*passages, *parsed.letter_passages) if one.part == "next_steps"]
        below = False
        for line in self.answer:
            if _TOP.match(line.text):
                below = len(line.text) <= _SHORT_LINE and _NEXT.search(line.text) is not None
            elif below:
                steps.append(self.view.in_source(line.span))
        return tuple(sorted(set(steps)))

    @cached_property
    def word(self) -> WordPlaces | None:
        """Where the text stands in the Word file, and what else that holds: changes, comments, hidden text."""
        return read_places(self.data, self.text) if self.data else None

    def finding(
        self, kind: str, level: FindingLevel, span: Span, message: str, against: Against | Span | None = None
    ) -> DraftFinding:
        """Make a finding of a span of the view, held against another place or another span of the view."""
        if isinstance(against, Span):
            against = Against(self.view.in_source(against).of(self.text), HERE)
        found = self.view.in_source(span)
        return DraftFinding(kind, level, found.start, found.end, message, against)


def read_draft(name: str, data: bytes) -> ReplyDraft:
    """Read a file. Raises UnreadableFile, whose sentence tells people what to do."""
    is_word = kind_of(name, data) == "docx"
    return ReplyDraft(name, read_letter(name, data).parsed, data if is_word else None)
