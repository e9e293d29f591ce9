"""What is done here when letters change, and before letters and plans go."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver

from measures.models import Plan
from proposals.models import ReplyLetter
from proposals.signals import assignments_asked, assignments_restored, contents_changed, wastebasket_changed


def _records() -> Any:
    """What does it: loaded when a letter changes, for all comes with it that reads letters and plans."""
    return import_module("measures.records")


@receiver(contents_changed)
def follow_letter(letter: ReplyLetter, **_signal: object) -> None:
    _records().refresh_ledger(letter)
    transaction.on_commit(_records().catch_up_checks, robust=True)


@receiver(pre_delete, sender=ReplyLetter)
@receiver(pre_delete, sender=Plan)
def forget(instance: ReplyLetter | Plan, **_signal: object) -> None:
    _records().forget_citations(instance)


@receiver(assignments_asked)
def tell_assignments(letter: ReplyLetter, **_signal: object) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = _records().assigned_in(letter)
    return rows


@receiver(assignments_restored)
def assign_again(letter: ReplyLetter, rows: list[dict[str, Any]], **_signal: object) -> None:
    _records().bring_assignments_back(letter, rows)


@receiver(wastebasket_changed)
def settle(document: ReplyLetter | Plan, **_signal: object) -> None:
    _records().settle_citations(document)


@receiver(post_save, sender=ReplyLetter)
@receiver(pre_delete, sender=ReplyLetter)
def look_again(instance: ReplyLetter, **_signal: object) -> None:
    """Published, withdrawn, dated otherwise, gone: the checks are found anew when somebody next looks at them."""
    _records().queue_recheck_of(instance)
