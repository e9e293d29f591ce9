"""Letters and plans as the ledgers of topics and citations read them: a text and the pieces that have a page's anchor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from measures.models import Plan, PlanItem
from proposals.models import Passage, ReplyLetter


@dataclass(frozen=True, slots=True)
class LedgerText:
    """`owner` says in columns whose text it is; `pieces` are a letter's passages or a plan's items, in order."""

    owner: dict[str, ReplyLetter | Plan]
    text: str
    pieces: tuple[Passage | PlanItem, ...]

    def columns(self, piece: Passage | PlanItem | None) -> dict[str, Any]:
        """What a row of the ledger says of its place."""
        if piece is None:
            return dict(self.owner)
        return {**self.owner, "passage" if isinstance(piece, Passage) else "item": piece}


def letter_text(letter: ReplyLetter) -> LedgerText:
    return LedgerText({"letter": letter}, letter.public_text, tuple(letter.passages.order_by("start", "id")))


def plan_text(plan: Plan) -> LedgerText:
    return LedgerText({"plan": plan}, plan.public_text, tuple(plan.items.all()))
