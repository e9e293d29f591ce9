"""A letter as its page shows it: asks with their parts side by side, and the text with every passage in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from proposals.citation import cite
from proposals.models import Part, Passage, Recommendation, ReplyLetter

COLUMNS = (Part.PROSE, Part.MEASURES, Part.OUTCOMES, Part.NEXT_STEPS)
LONG_LABELS = {
    Part.PROSE: "答复内容",
    Part.MEASURES: "落实举措",
    Part.OUTCOMES: "取得成效",
    Part.NEXT_STEPS: "下一步工作",
}


@dataclass(frozen=True, slots=True)
class Column:
    part: Part
    passages: tuple[Passage, ...]

    @property
    def label(self) -> str:
        return LONG_LABELS[self.part]


@dataclass(frozen=True, slots=True)
class Ask:
    """One recommendation with its answer; `recommendation` is None for what answers the whole letter."""

    recommendation: Recommendation | None
    heading: Passage | None
    columns: tuple[Column, ...]
    citation: str

    @property
    def anchor(self) -> str:
        return f"ask-{self.recommendation.position}" if self.recommendation else "whole-letter"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: part of a passage, or of none. `is_first`: the passage begins here."""

    text: str
    passage: Passage | None = None
    is_first: bool = False


def asks_of(letter: ReplyLetter, passages: Sequence[Passage]) -> list[Ask]:
    asks = [_ask(letter, recommendation, passages) for recommendation in letter.recommendations.all()]
    whole = _ask(letter, None, passages)
    return [*asks, whole] if whole.columns else asks


def lines_of(letter: ReplyLetter, passages: Sequence[Passage]) -> list[list[Piece]]:
    """The text as published, a list of pieces for each line, with the passages where they stand."""
    lines = []
    start = 0
    for line in letter.public_text.split("\n"):
        lines.append(_pieces(letter.public_text, start, start + len(line), passages))
        start += len(line) + 1
    return lines


def _ask(letter: ReplyLetter, recommendation: Recommendation | None, passages: Sequence[Passage]) -> Ask:
    own = [p for p in passages if p.recommendation_id == (recommendation.pk if recommendation else None)]
    columns = [Column(part, tuple(p for p in own if p.part == part)) for part in COLUMNS]
    return Ask(
        recommendation=recommendation,
        heading=next((p for p in own if p.part == Part.RECOMMENDATION), None),
        columns=tuple(column for column in columns if column.passages),
        citation=cite(letter, recommendation),
    )


def _pieces(text: str, start: int, end: int, passages: Sequence[Passage]) -> list[Piece]:
    pieces = []
    at = start
    for passage in passages:
        first, last = max(passage.start, at), min(passage.end, end)
        if first < last:
            if at < first:
                pieces.append(Piece(text[at:first]))
            pieces.append(Piece(text[first:last], passage, is_first=first == passage.start))
            at = last
    if at < end:
        pieces.append(Piece(text[at:end]))
    return pieces
