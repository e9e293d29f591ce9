"""People's corrections of what letters are shown with: a session, a proposal, a name; two rows that are one person."""

from __future__ import annotations

from collections.abc import Sequence, Set

from django.db import transaction

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from proposals.models import Delegate, ReplyLetter, Signature
from proposals.models.letter_querysets import ReplyLetterQuerySet
from proposals.records.outbox import queue_letters_for_indexing


@transaction.atomic
def note_corrected(letters: ReplyLetterQuerySet, fields: Set[str]) -> None:
    """Mark `fields` of the letters as set by a person, so that a later reading keeps them.

    Whoever has such a letter open is told when they save.
    """
    corrected = letters.order_by().values("pk")
    for letter in ReplyLetter.everything.select_for_update().filter(pk__in=corrected).order_by("pk"):
        letter.set_by_person = sorted({*letter.set_by_person, *fields})
        letter.version += 1
        letter.save()
    queue_letters_for_indexing(letters)


@transaction.atomic
def merge_delegates(kept: Delegate, others: Sequence[Delegate]) -> None:
    """Give the signatures of the others to the one that is kept, and delete the others."""
    signatures = Signature.objects.filter(delegate__in=others)
    proposals = list(signatures.values_list("proposal_id", flat=True))
    for signature in signatures:
        if Signature.objects.filter(proposal=signature.proposal_id, delegate=kept).exists():
            signature.delete()
        else:
            signature.delegate, signature.printed = kept, ""
            signature.save()
    Delegate.objects.filter(pk__in=[delegate.pk for delegate in others]).delete()
    note_corrected(ReplyLetter.everything.filter(proposals__in=proposals), {"delegates"})
    record_act(AuditAct.CHANGED, kept, detail=f"并入：{'、'.join(map(str, others))}")
