"""Note the letters whose checks are to be found anew: whatever may change what their settled figures say."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Min

from measures.models import Figure, PendingRecheck, SeriesPoint
from proposals.models import ReplyLetter


def queue_recheck(letters: Iterable[int]) -> None:
    """To be called inside the transaction in which their figures change."""
    PendingRecheck.objects.bulk_create(PendingRecheck(letter=pk) for pk in sorted(set(letters)))


def queue_recheck_of(letter: ReplyLetter) -> None:
    """Unless none of its figures is settled, or was when its checks were found."""
    settled = Figure.objects.filter(letter=letter, indicator__isnull=False)
    if settled.exists() or SeriesPoint.objects.filter(letter=letter).exists():
        queue_recheck([letter.pk])


def due_letters(most: int) -> list[int]:
    """Those that wait longest, `most` of them."""
    rows = PendingRecheck.objects.values("letter").annotate(first=Min("pk")).order_by("first")
    return list(rows.values_list("letter", flat=True)[:most])
