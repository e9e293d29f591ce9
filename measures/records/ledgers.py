"""Keep the ledgers of a letter, its figures and commitments, in step with its passages; what people settled stays."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from measures.models import LetterLedger
from measures.records.commitments import refresh_commitments
from measures.records.figures import refresh_figures
from proposals.models import ReplyLetter

# Raised whenever the rules read something else: letters read before are then read again.
RULES = 1


@transaction.atomic
def refresh_ledger(letter: ReplyLetter) -> None:
    """Read what the letter states and promises anew; what was there keeps its id."""
    refresh_figures(letter)
    refresh_commitments(letter)
    LetterLedger.objects.update_or_create(letter=letter, defaults={"rules": RULES})


def stale_ledgers() -> QuerySet[ReplyLetter]:
    """The letters that have not been read by the rules of today."""
    return ReplyLetter.objects.exclude(ledger__rules=RULES)


def refresh_stale_ledgers() -> int:
    """Read the letters whose ledgers are missing or were made by older rules; how many there were."""
    pks = list(stale_ledgers().order_by("pk").values_list("pk", flat=True))
    for pk in pks:
        with transaction.atomic():
            letter = ReplyLetter.objects.select_for_update().filter(pk=pk).first()
            if letter is not None:
                refresh_ledger(letter)
    return len(pks)
