"""People find that words are a promise, that a promise is none, or that it is one after all; each with who, when, why."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.text.fold import fold
from kejiting.text.spans import Span
from kejiting.web.actions import ActionError, refuse_if
from measures.extraction.commitments import places_of, read_named
from measures.models import LONGEST_REASON, Commitment, CommitmentOrigin, CommitmentReview, ReviewAction
from measures.records.commitments import ANSWER_PARTS, covers, lock_commitment, lock_letters, row_of_reading
from proposals.models import Passage

SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Named:
    """Words that a person says are a promise. `within`: where in the passage's text they are to be looked for."""

    words: str
    within: Span | None = None


@transaction.atomic
def add_commitment(passage: Passage, named: Named, *, expected_version: int, by: User) -> Commitment:
    """Add what a person names as a promise in an answer of a published letter; the rules read the rest of these words.

    `expected_version` is that of the letter that the person saw. Raises ActionError.
    """
    lock_letters(passage.letter_id)
    held = Passage.objects.select_related("letter").filter(pk=passage.pk, part__in=ANSWER_PARTS).first()
    if held is None or held.letter.version != expected_version:
        raise ActionError("答复函刚刚改动过，没有记下承诺。请看过现在的原文再选。")
    refuse_if(not held.letter.is_published, "这份答复函没有发布，发布以后才能认定承诺。")
    row = _row(held, named)
    for one in Commitment.objects.filter(letter=held.letter_id, passage=held).order_by("pk"):
        if covers(one, row):
            raise ActionError(_in_the_way(one), one)
    row.origin = CommitmentOrigin.PERSON
    row.save()
    _note(row, ReviewAction.ADDED, "", by)
    return row


@transaction.atomic
def dismiss_commitment(commitment: Commitment, *, reason: str, expected_version: int, by: User) -> None:
    """Say that it is no promise. Raises ActionError.

    `expected_version` is how many steps and verdicts the person saw, together.
    """
    held = _held(commitment, expected_version)
    refuse_if(held.is_dismissed, "这一项已经认定不是承诺，不必再认定。")
    if held.is_by_person and held.steps.exists():
        raise ActionError("已经有人认定过这项承诺的进展，不能撤回。不再办的，可以认定为“调整或终止”。")
    _rule(held, ReviewAction.SET_ASIDE, reason, by)


@transaction.atomic
def restore_commitment(commitment: Commitment, *, reason: str, expected_version: int, by: User) -> None:
    """Take back that it is no promise. `expected_version` as for `dismiss_commitment`. Raises ActionError."""
    held = _held(commitment, expected_version)
    refuse_if(not held.is_dismissed, "这一项没有认定过不是承诺，不必恢复。")
    for one in Commitment.objects.filter(letter=held.letter_id, is_dismissed=False).order_by("pk"):
        if covers(one, held):
            raise ActionError(_in_the_way(one), one)
    _rule(held, ReviewAction.RESTORED, reason, by)


def acts_of(commitment: Commitment) -> int:
    """How many steps and verdicts there are: what changes with whatever people find of it."""
    return commitment.steps.count() + commitment.reviews.count()


def _row(passage: Passage, named: Named) -> Commitment:
    refuse_if(len(fold(named.words)) < SHORTEST, f"写得太短，看不出承诺了什么。请至少从原文里抄{SHORTEST}个字。")
    text = passage.text
    places = [
        place
        for place in places_of(text, named.words)
        if named.within is None or (named.within.start <= place.start and place.end <= named.within.end)
    ]
    if not places:
        where = "选的句子" if named.within else "这一段"
        raise ActionError(f"{where}里没有这些词语。请照原文抄写，标点也要一样；空格、换行、全角半角不同没有关系。")
    refuse_if(len(places) > 1, f"这些词语在这里有{len(places)}处，不知道是哪一处。请选一句，或者多抄几个字。")
    read = read_named(text, places[0], passage.letter.written_on, passage.letter.agency)
    if read is None:
        raise ActionError("这些只是标点。请抄写承诺的词语。")
    return row_of_reading(passage.letter, passage, text, read)


def _held(commitment: Commitment, expected_version: int) -> Commitment:
    lock_letters(commitment.letter_id)
    held = lock_commitment(commitment, "答复函刚刚改动过，已没有这项承诺，没有改动。")
    refuse_if(acts_of(held) != expected_version, "别人刚刚更新了这项承诺，没有改动。请看过以后再认定。")
    refuse_if(not held.letter.is_published, "这份答复函没有发布，发布以后才能认定。")
    return held


def _rule(held: Commitment, deed: ReviewAction, reason: str, by: User) -> None:
    reason = reason.strip()
    refuse_if(not reason, "请写明理由。")
    refuse_if(len(reason) > LONGEST_REASON, f"理由太长，请不要超过{LONGEST_REASON}字。")
    held.is_dismissed = deed == ReviewAction.SET_ASIDE
    held.save(update_fields=["is_dismissed"])
    _note(held, deed, reason, by)


def _note(commitment: Commitment, deed: ReviewAction, reason: str, by: User) -> None:
    CommitmentReview.objects.create(commitment=commitment, action=deed, reason=reason, by=by)
    record_act(AuditAct.SETTLED, commitment, by=by, detail=f"{deed.label}：{reason}".rstrip("："))


def _in_the_way(one: Commitment) -> str:
    if one.is_dismissed:
        return f"有人认定过“{one}”不是承诺，没有重复记下。要改的，请到那一项的页面恢复。"
    return f"这里的词语已经在一项承诺里：“{one}”。没有重复记下。"
