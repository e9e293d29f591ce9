"""A draft reply as read: parsed as a letter is, by the same readers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kejiting.ingest.reading import read_letter
from kejiting.text.reading_view import ReadingView, reading_view
from kejiting.text.spans import Span
from proposals.parsing import ParsedLetter
from proposals.parsing.lines import LetterLine, lines_of


@dataclass(frozen=True)
class ReplyDraft:
    """`parsed.text` is the canonical text; every finding's span counts its characters."""

    name: str
    parsed: ParsedLetter

    @property
    def text(self) -> str:
        return self.parsed.text

    @cached_property
    def view(self) -> ReadingView:
        """The text as rules read it; `in_source` leads from there to the draft's own characters."""
        return reading_view(self.text)

    @cached_property
    def lines(self) -> tuple[LetterLine, ...]:
        """The lines of the view that hold more than white space."""
        return lines_of(self.view.text)

    @cached_property
    def answer(self) -> Span:
        """From the first heading or passage of the answer to the last passage; empty where nothing was read as one."""
        asks = self.parsed.recommendations
        passages = [passage.span for ask in asks for passage in ask.passages]
        spans = [
            *passages,
            *(ask.heading for ask in asks if ask.heading),
            *(p.span for p in self.parsed.letter_passages),
        ]
        return Span(min(spans).start, max(span.end for span in spans)) if spans else Span(0, 0)


def read_draft(name: str, data: bytes) -> ReplyDraft:
    """Read a file. Raises UnreadableFile, whose sentence tells people what to do."""
    return ReplyDraft(name, read_letter(name, data).parsed)
