"""The steps by which people follow a commitment: what became of it, with evidence or a reason."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.web.actions import ActionError, get_or_refuse, refuse_if
from measures.models import LONGEST_REASON, Commitment, CommitmentState, CommitmentStep
from measures.records.commitments import ANSWER_PARTS, lock_commitment, lock_letters
from proposals.citation import cite
from proposals.models import Passage, ReplyLetter


@transaction.atomic
def take_step(
    commitment: Commitment,
    state: CommitmentState,
    *,
    expected_version: int,
    by: User,
    evidence: Passage | None = None,
    reason: str = "",
) -> CommitmentStep:
    """Say what became of a commitment, with a passage of a later published letter that says so or with a reason.

    `expected_version` is how many steps the person saw. Raises ActionError, also if a correction took commitment or evidence away.
    """
    lock_letters(commitment.letter_id, *([evidence.letter_id] if evidence else []))
    commitment = lock_commitment(commitment, "答复函刚刚改动过，已没有这项承诺，没有记下进展。")
    evidence = _as_it_is(evidence) if evidence else None
    reason = reason.strip()
    refuse_if(commitment.steps.count() != expected_version, "别人刚刚更新了这项承诺的进展，请看过以后再填。")
    refuse_if(commitment.is_dismissed, "这一项刚刚认定不是承诺，没有记下进展。请先恢复为承诺，再认定进展。")
    refuse_if(not commitment.letter.is_published, "这份答复函没有发布，发布以后才能认定进展。")
    refuse_if(evidence is None and not reason, "请选一段佐证，或者写明理由。")
    refuse_if(len(reason) > LONGEST_REASON, f"说明太长，请不要超过{LONGEST_REASON}字。")
    if evidence and (refusal := _refusal(commitment.letter, evidence)):
        raise ActionError(refusal)
    step = CommitmentStep.objects.create(
        commitment=commitment,
        state=state,
        evidence=evidence,
        quoted=evidence.text if evidence else "",
        cited=cite(evidence.letter, evidence.recommendation) if evidence else "",
        reason=reason,
        by=by,
    )
    commitment.state = state
    commitment.save(update_fields=["state"])
    record_act(AuditAct.SETTLED, commitment, by=by, detail=step.get_state_display())
    return step


def _as_it_is(evidence: Passage) -> Passage:
    passages = Passage.objects.select_related("letter", "recommendation").filter(pk=evidence.pk)
    return get_or_refuse(passages, "要引用的段落刚刚改动过，请重新选择。")


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
