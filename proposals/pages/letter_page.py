"""A letter as its page shows it: asks with their parts side by side, and the text with every passage in its place."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from measures.models import Commitment
from proposals.citation import cite
from proposals.models import Part, Passage, Recommendation, ReplyLetter
from proposals.pages.shown_sentences import ShownSentence, shown_sentences
from proposals.parsing import LineRole, issued_lines

COLUMNS = (Part.PROSE, Part.MEASURES, Part.OUTCOMES, Part.NEXT_STEPS)
LONG_LABELS = {
    Part.PROSE: "答复内容",
    Part.MEASURES: "落实举措",
    Part.OUTCOMES: "取得成效",
    Part.NEXT_STEPS: "下一步工作",
}


@dataclass(frozen=True, slots=True)
class AnswerItem:
    """One item of an answer, of which `text` is as published: of prose its sentences, and what it promises."""

    passage: Passage
    text: str
    sentences: tuple[ShownSentence, ...]
    commitments: tuple[Commitment, ...] = ()

    @property
    def start(self) -> int:
        return self.passage.start


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    part: Part
    items: tuple[AnswerItem, ...]

    @property
    def label(self) -> str:
        return LONG_LABELS[self.part]


@dataclass(frozen=True, slots=True)
class Ask:
    """One recommendation with its answer; `recommendation` is None for what answers the whole letter."""

    recommendation: Recommendation | None
    heading: Passage | None
    columns: tuple[AnswerColumn, ...]
    citation: str

    @property
    def anchor(self) -> str:
        return f"ask-{self.recommendation.position}" if self.recommendation else "whole-letter"


class Marked(Protocol):
    """What is marked in a text: a passage, the place of a field."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A stretch of a line: part of what is marked there, or of nothing. `is_first`: the marked stretch begins here.

    `start` counts characters of the text. `doubt` is the number of the doubt that the stretch belongs to, from 1 on;
    its first stretch `begins_doubt`.
    """

    start: int
    text: str
    mark: Any = None
    is_first: bool = False
    doubt: int = 0
    begins_doubt: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the text; `start` counts characters of the text, `role` is what it is on paper."""

    start: int
    pieces: tuple[MarkedPiece, ...]
    role: LineRole = "body"


def asks_of(letter: ReplyLetter, passages: Sequence[Passage], commitments: Iterable[Commitment] = ()) -> list[Ask]:
    judged = list(letter.judged_sentences.all())
    promised: dict[int | None, list[Commitment]] = defaultdict(list)
    for one in commitments:
        promised[one.passage_id].append(one)
    text = letter.public_text
    items = [
        AnswerItem(passage, passage.span.of(text), shown_sentences(text, passage, judged), tuple(promised[passage.pk]))
        for passage in passages
    ]
    asks = [_ask(letter, recommendation, items) for recommendation in letter.recommendations.all()]
    whole = _ask(letter, None, items)
    return [*asks, whole] if whole.columns else asks


def lines_of(text: str, marks: Sequence[Marked]) -> list[TextLine]:
    """The text line by line, with what is marked where it stands. Of marks that overlap the first has the place.

    `marks` are in the order of their beginnings.
    """
    lines = []
    start = 0
    ahead = deque(marks)
    here: list[Marked] = []
    for line in text.split("\n"):
        end = start + len(line)
        while ahead and ahead[0].start < end:
            here.append(ahead.popleft())
        lines.append(TextLine(start, tuple(_pieces(text, start, end, here))))
        here = [mark for mark in here if mark.end > end]
        start = end + 1
    return lines


def lines_as_issued(text: str, marks: Sequence[Marked]) -> list[TextLine]:
    """`lines_of` with what each line is on paper."""
    issued = issued_lines(text)
    return [replace(line, role=role) for line, (_, role) in zip(lines_of(text, marks), issued, strict=True)]


def _ask(letter: ReplyLetter, recommendation: Recommendation | None, items: Sequence[AnswerItem]) -> Ask:
    pk = recommendation.pk if recommendation else None
    own = [item for item in items if item.passage.recommendation_id == pk]
    columns = [AnswerColumn(part, tuple(item for item in own if item.passage.part == part)) for part in COLUMNS]
    return Ask(
        recommendation=recommendation,
        heading=next((item.passage for item in own if item.passage.part == Part.RECOMMENDATION), None),
        columns=tuple(column for column in columns if column.items),
        citation=cite(letter, recommendation),
    )


def _pieces(text: str, start: int, end: int, marks: Sequence[Marked]) -> Iterator[MarkedPiece]:
    at = start
    for mark in marks:
        first, last = max(mark.start, at), min(mark.end, end)
        if first < last:
            if at < first:
                yield MarkedPiece(at, text[at:first])
            yield MarkedPiece(first, text[first:last], mark, is_first=first == mark.start)
            at = last
    if at < end:
        yield MarkedPiece(at, text[at:end])
