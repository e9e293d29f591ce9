"""Sentences of prose as pages show them: what each tells of, inferred by a rule with its reason, or judged by a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kejiting.text.rows import CELL_END
from kejiting.text.spans import Span
from proposals.models import JudgedSentence, Part, Passage, SentenceKind
from proposals.parsing import sentences_of


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """`reason` is None if a person judged it."""

    text: str
    span: Span
    kind: str
    reason: str | None

    @property
    def start(self) -> int:
        return self.span.start

    @property
    def label(self) -> str:
        return str(SentenceKind(self.kind).label)


def shown_sentences(text: str, passage: Passage, judged: Iterable[JudgedSentence]) -> tuple[ShownSentence, ...]:
    """Those of a passage of prose, none of another or of a table; `text` is the letter's public text."""
    if passage.part != Part.PROSE or CELL_END in passage.span.of(text):
        return ()
    by_person = {one.span: one.kind for one in judged}
    return tuple(
        ShownSentence(
            one.span.of(text),
            one.span,
            by_person.get(one.span, one.kind),
            None if one.span in by_person else one.reason,
        )
        for one in sentences_of(text, passage.span)
    )
