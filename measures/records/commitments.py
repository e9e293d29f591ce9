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
from measures.models import LONGEST_REASON, Commitment, CommitmentStep, State
from measures.records.ledger_rows import bring_up_to_date
from proposals.citation import cite
from proposals.models import Part, Passage, ReplyLetter

_COLUMNS = (
    "passage", "start", "end", "words", "folded", "what", "actor", "partners", "due", "due_on", "checkable", "signs",
)  # fmt: skip
# What an answer says, as against what it is headed with
ANSWER_PARTS = (Part.MEASURES, Part.OUTCOMES, Part.NEXT_STEPS, Part.PROSE)


class StepError(Exception):
    """A step that cannot be taken; the sentence is for people."""


def refresh_commitments(letter: ReplyLetter) -> None:
    """A commitment that keeps its words is the same commitment, and keeps its steps; one with steps is never lost."""
    steps = CommitmentStep.objects.filter(commitment__letter=letter)
    followed = set(steps.values_list("commitment", flat=True))
    bring_up_to_date(
        Commitment,
        letter,
        _read(letter),
        columns=_COLUMNS,
        identities=(lambda commitment: commitment.folded,),
        is_settled=lambda commitment: commitment.pk in followed,
        keep_settled=True,
    )


@transaction.atomic
def take_step(
    commitment: Commitment, state: State, *, seen: int, by: User, evidence: Passage | None = None, reason: str = ""
) -> CommitmentStep:
    """Say what became of a commitment, with a passage of a later published letter that says so or with a reason.

    `seen` is how many steps the person saw. Raises StepError, also if a correction took commitment or evidence away.
    """
    _hold_letters(commitment, evidence)
    commitment, evidence = _held(commitment), _as_it_is(evidence) if evidence else None
    reason = reason.strip()
    refusals = (
        (commitment.steps.count() != seen, "别人刚刚更新了这项承诺的进展，请看过以后再填。"),
        (not commitment.letter.is_published, "这份答复函没有发布，发布以后才能认定进展。"),
        (evidence is None and not reason, "请选一段佐证，或者写明理由。"),
        (len(reason) > LONGEST_REASON, f"说明太长，请不要超过{LONGEST_REASON}字。"),
    )
    refused = next((sentence for holds, sentence in refusals if holds), None)
    refused = refused or (_refusal(commitment.letter, evidence) if evidence else None)
    if refused:
        raise StepError(refused)
    step = CommitmentStep.objects.create(
        commitment=commitment,
        state=state,
        evidence=evidence,
        quoted=evidence.text if evidence else "",
        cited=cite(evidence.letter, evidence.recommendation) if evidence else "",
        reason=reason,
        by=by,
        by_name=by.get_full_name() or by.get_username(),
    )
    commitment.state = state
    commitment.save(update_fields=["state"])
    return step


def _hold_letters(commitment: Commitment, evidence: Passage | None) -> None:
    """Before all else, as corrections do, in the order of their keys: so that a correction and a step do not cross."""
    keys = {commitment.letter_id, *([evidence.letter_id] if evidence else [])}
    list(ReplyLetter.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


def _held(commitment: Commitment) -> Commitment:
    held = Commitment.objects.select_for_update().filter(pk=commitment.pk).order_by().first()
    if held is None:
        raise StepError("答复函刚刚改动过，已没有这项承诺，没有记下进展。")
    return held


def _as_it_is(evidence: Passage) -> Passage:
    found = Passage.objects.select_related("letter", "recommendation").filter(pk=evidence.pk).first()
    if found is None:
        raise StepError("要引用的段落刚刚改动过，请重新选择。")
    return found


def _refusal(promised: ReplyLetter, evidence: Passage) -> str | None:
    """Why a passage cannot be evidence of what a letter promised."""
    if not evidence.letter.is_published:
        return "只能引用已发布的答复函作为佐证。"
    if evidence.part not in ANSWER_PARTS:
        return "请引用答复的段落，标题和建议的题目不是佐证。"
    if promised.written_on is None or evidence.letter.written_on is None:
        return "有一份答复函没有写明成文日期，不知道哪一份在后。请先补上成文日期，或者只写说明。"
    if evidence.letter.written_on <= promised.written_on:
        return "只能引用在这项承诺之后成文的答复函。"
    return None


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
