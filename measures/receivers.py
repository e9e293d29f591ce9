"""What is done here when letters change, and before letters and plans go."""

from __future__ import annotations

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from measures.models import Plan
from measures.records import forget_citations, refresh_ledger
from proposals.models import ReplyLetter
from proposals.signals import contents_changed


@receiver(contents_changed)
def follow_letter(letter: ReplyLetter, **_signal: object) -> None:
    refresh_ledger(letter)


@receiver(pre_delete, sender=ReplyLetter)
@receiver(pre_delete, sender=Plan)
def forget(instance: ReplyLetter | Plan, **_signal: object) -> None:
    forget_citations(instance)
