"""What is done here when letters change."""

from __future__ import annotations

from django.dispatch import receiver

from measures.records import refresh_ledger
from proposals.models import ReplyLetter
from proposals.signals import contents_changed


@receiver(contents_changed)
def follow_letter(letter: ReplyLetter, **_signal: object) -> None:
    refresh_ledger(letter)
