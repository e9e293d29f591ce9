"""What is done here when letters change, and before letters and plans go."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver

from measures.models import Plan
from measures.records import (
    assigned_in,
    bring_assignments_back,
    catch_up_checks,
    forget_citations,
    queue_recheck_of,
    refresh_ledger,
    settle_citations,
)
from proposals.models import ReplyLetter
from proposals.signals import assignments_asked, assignments_restored, contents_changed, wastebasket_changed


@receiver(contents_changed)
def follow_letter(letter: ReplyLetter, **_signal: object) -> None:
    refresh_ledger(letter)
    transaction.on_commit(catch_up_checks, robust=True)


@receiver(pre_delete, sender=ReplyLetter)
@receiver(pre_delete, sender=Plan)
def forget(instance: ReplyLetter | Plan, **_signal: object) -> None:
    forget_citations(instance)


@receiver(assignments_asked)
def tell_assignments(letter: ReplyLetter, **_signal: object) -> list[dict[str, Any]]:
    return assigned_in(letter)


@receiver(assignments_restored)
def assign_again(letter: ReplyLetter, rows: list[dict[str, Any]], **_signal: object) -> None:
    bring_assignments_back(letter, rows)


@receiver(wastebasket_changed)
def settle(document: ReplyLetter | Plan, **_signal: object) -> None:
    settle_citations(document)


@receiver(post_save, sender=ReplyLetter)
@receiver(pre_delete, sender=ReplyLetter)
def look_again(instance: ReplyLetter, **_signal: object) -> None:
    """Published, withdrawn, dated otherwise, gone: the checks are found anew when somebody next looks at them."""
    queue_recheck_of(instance)
