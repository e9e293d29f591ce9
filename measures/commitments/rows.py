"""Commitments as the board shows them: each with its citation and what came of it by a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch
from django.utils.safestring import SafeString

from measures.annotations.annotation import NO_ANNOTATIONS
from measures.annotations.passages import AnnotatedPieces, annotate_figures
from measures.commitments.filters import LASTING, CommitmentFilters, board_keys, end_of
from measures.models import Commitment, CommitmentState, CommitmentStep, Verifiability

_LONG = ("text", "as_read_text", "masked", "problems", "reading", "suggestions")


@dataclass(frozen=True, slots=True)
class BoardRow:
    """`steps`: those taken by the day asked about, in order. `day`: what is due before it is late. `words`: see `with_words`."""

    commitment: Commitment
    steps: tuple[CommitmentStep, ...]
    day: date
    words: str = ""

    @property
    def state(self) -> CommitmentState:
        return CommitmentState(self.steps[-1].state) if self.steps else CommitmentState.OPEN

    @property
    def last(self) -> CommitmentStep | None:
        return self.steps[-1] if self.steps else None

    @property
    def is_late(self) -> bool:
        due = self.commitment.due_on
        return due is not None and due < self.day and self.state in LASTING

    @property
    def checkable(self) -> str:
        return str(Verifiability(self.commitment.verifiability).label)

    @property
    def place(self) -> str:
        """Where it stands; if it is reworded, its letter."""
        one = self.commitment
        return one.passage.get_absolute_url() if one.passage else one.letter.get_absolute_url()


def rows_of(keys: Iterable[int], day: date, as_of: date | None = None) -> list[BoardRow]:
    """In the order of the keys, with the steps taken by `as_of`. Two queries, which fetch no letter's text."""
    wanted = list(keys)
    steps = CommitmentStep.objects.select_related("evidence__letter").defer(*_long("evidence__letter"))
    if as_of:
        steps = steps.filter(at__lte=end_of(as_of))
    joined = Commitment.objects.select_related("letter", "passage__recommendation").prefetch_related(
        Prefetch("steps", steps)
    )
    held = joined.defer(*_long("letter")).order_by().in_bulk(wanted)
    return [row_of(held[pk], day) for pk in wanted if pk in held]


def row_of(commitment: Commitment, day: date) -> BoardRow:
    """Of a commitment whose steps are prefetched."""
    return BoardRow(commitment, tuple(commitment.steps.all()), day)


def with_words(rows: Iterable[BoardRow]) -> list[BoardRow]:
    """With the words of each commitment as pages show them, in a number of queries that does not grow."""
    held = list(rows)
    commitments = [row.commitment for row in held]
    words = annotated_words(commitments, annotate_figures(commitments))
    return [replace(row, words=words[row.commitment.pk]) for row in held]


def annotated_words(commitments: Iterable[Commitment], notes: AnnotatedPieces) -> dict[int, SafeString]:
    """By key: what was promised as a link to its page, with what `annotate_figures` knows of its figures."""
    return {
        one.pk: notes.get(one.passage_id or 0, NO_ANNOTATIONS).html(one.wording, one.start, one.get_absolute_url())
        for one in commitments
    }


def _long(letter: str) -> tuple[str, ...]:
    return tuple(f"{letter}__{name}" for name in _LONG)


SHOWN = 20


@dataclass(frozen=True, slots=True)
class Promised:
    """`rows`: those of the newest letters; `count`: how many there are."""

    rows: list[BoardRow]
    count: int


def promised_to(delegate: int) -> Promised:
    """By the published letters that answer the delegate; a number of queries that does not grow."""
    filters = CommitmentFilters(delegate=delegate)
    keys = board_keys(filters)
    return Promised(with_words(rows_of(keys[:SHOWN], filters.day)), keys.count())
