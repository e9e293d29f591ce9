"""The sentences of an answer as people choose promises from them: each with what speaks for it, and what it is already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from kejiting.search import marked_html
from kejiting.text.spans import Span
from measures.extraction.commitments import CandidateSentence, read_sentences
from measures.models import Commitment
from measures.records import ANSWER_PARTS
from proposals.citation import cite
from proposals.models import Passage


@dataclass(frozen=True, slots=True)
class Choice:
    """A sentence of a passage. `commitments`: those that share words with it, also those that are set aside."""

    passage: Passage
    text: str
    sentence: CandidateSentence
    commitments: tuple[Commitment, ...]

    @property
    def key(self) -> str:
        return f"{self.sentence.span.start}-{self.sentence.span.end}"

    @property
    def words(self) -> str:
        return self.sentence.span.of(self.text)

    @property
    def marked(self) -> SafeString:
        """As safe HTML, the words that speak for a promise marked."""
        start = self.sentence.span.start
        signs = tuple(Span(sign.span.start - start, sign.span.end - start) for sign in self.sentence.signs)
        return SafeString(marked_html(self.words, signs))  # escaped there

    @property
    def signs(self) -> list[tuple[str, str]]:
        """Words and what they say."""
        return [(sign.span.of(self.text), sign.reason) for sign in self.sentence.signs]

    @property
    def is_offered(self) -> bool:
        return self.sentence.may_promise and not self.commitments

    @property
    def citation(self) -> str:
        return cite(self.passage.letter, self.passage.recommendation)


def choices_of(passage: Passage, commitments: Iterable[Commitment]) -> tuple[Choice, ...]:
    """The passage's sentences in order; `commitments` may be those of the whole letter."""
    own = [one for one in commitments if one.passage_id == passage.pk]
    text = passage.text
    return tuple(
        Choice(passage, text, one, tuple(by for by in own if by.start < one.span.end and one.span.start < by.end))
        for one in read_sentences(text, passage.letter.written_on)
    )


def offered(passages: Iterable[Passage], commitments: Iterable[Commitment]) -> list[Choice]:
    """What may be promises of the passages, whose letter is fetched, and was not decided yet, in order."""
    known = tuple(commitments)
    searched = (passage for passage in passages if passage.part in ANSWER_PARTS)
    return [one for passage in searched for one in choices_of(passage, known) if one.is_offered]
