"""What a letter promises, as rows of the ledger, and the steps by which people follow it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from kejiting.text.fold import fold
from kejiting.text.spans import Span
from measures.extraction.commitments import Commitment as ReadCommitment
from measures.extraction.commitments import find_commitments
from measures.models import Commitment, CommitmentStep, State
from measures.records.ledger_rows import bring_up_to_date
from proposals.models import Part, Passage, ReplyLetter

_COLUMNS = (
    "passage", "start", "end", "words", "folded", "what", "actor", "partners", "due", "due_on", "checkable", "signs",
)  # fmt: skip


class StepError(Exception):
    """A step that cannot be taken; the sentence is for people."""


def refresh_commitments(letter: ReplyLetter) -> None:
    """A commitment that keeps its words is the same commitment, and keeps its steps."""
    bring_up_to_date(
        Commitment,
        letter,
        _read(letter),
        columns=_COLUMNS,
        identity=lambda commitment: commitment.folded,
        is_settled=lambda commitment: commitment.state != State.OPEN,
    )


@transaction.atomic
def take_step(
    commitment: Commitment, state: State, *, seen: int, by: User, evidence: Passage | None = None, reason: str = ""
) -> CommitmentStep:
    """Say what became of a commitment, with the passage that says so or with a reason.

    `seen` is how many steps the person saw. Raises StepError.
    """
    commitment = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if commitment.steps.count() != seen:
        raise StepError("别人刚刚更新了这项承诺的进展，请看过以后再填。")
    if evidence is None and not reason.strip():
        raise StepError("请选一段佐证，或者写明理由。")
    if evidence is not None and not evidence.letter.is_published:
        raise StepError("只能引用已发布的答复函作为佐证。")
    step = CommitmentStep.objects.create(
        commitment=commitment,
        state=state,
        evidence=evidence,
        quoted=evidence.text if evidence else "",
        reason=reason.strip()[:500],
        by=by,
    )
    commitment.state = state
    commitment.save(update_fields=["state"])
    return step


def _read(letter: ReplyLetter) -> Iterator[Commitment]:
    for passage in letter.passages.filter(part=Part.NEXT_STEPS).order_by("start", "id"):
        text = letter.public_text[passage.start : passage.end]
        for commitment in find_commitments(text, letter.written_on, letter.agency):
            yield Commitment(letter=letter, passage=passage, **_values(text, commitment))


def _values(text: str, read: ReadCommitment) -> dict[str, Any]:
    return {
        "start": read.span.start,
        "end": read.span.end,
        "words": read.span.of(text),
        "folded": fold(read.span.of(text)),
        "what": _words(text, read.what),
        "actor": _words(text, read.actor)[:200] if read.actor else None,
        "partners": "、".join(_words(text, span) for span in read.partners)[:300] or None,
        "due": _words(text, read.due.span)[:60] if read.due else None,
        "due_on": read.due.day if read.due else None,
        "checkable": read.checkable,
        "signs": [{"words": _words(text, sign.span), "reason": sign.reason} for sign in read.signs],
    }


def _words(text: str, span: Span) -> str:
    """On one line."""
    return "".join(span.of(text).split())
