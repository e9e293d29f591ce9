"""Commitments as the pages of topics show them: the words, the citation and the state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from measures.models import Commitment
from proposals.citation import cite
from proposals.models import ReplyLetter


@dataclass(frozen=True, slots=True)
class PromiseRow:
    commitment: Commitment
    source: str


def promise_rows(commitments: Iterable[Commitment]) -> list[PromiseRow]:
    """One query besides that of the commitments, which come with passages and recommendations joined."""
    shown = list(commitments)
    letters = ReplyLetter.objects.only("title", "doc_number", "written_on").in_bulk({one.letter_id for one in shown})
    return [
        PromiseRow(one, cite(letters[one.letter_id], one.passage.recommendation if one.passage else None))
        for one in shown
        if one.letter_id in letters
    ]
