"""Find letters whose text is nearly the same."""

from __future__ import annotations

from django.db.models import Count

from kejiting.text.likeness import ENOUGH, NEARLY, likeness, sample
from proposals.models import ReplyLetter, Shingle
from proposals.models.querysets import in_wastebasket

_MOST_CANDIDATES = 5


def note_shingles(letter: ReplyLetter) -> None:
    """Keep the sample of the letter's text in step with it."""
    letter.shingles.all().delete()
    Shingle.objects.bulk_create(Shingle(letter=letter, value=value) for value in sample(letter.text))


def letter_like(text: str, *, besides: int | None = None) -> ReplyLetter | None:
    """Return the letter whose text is most like `text`, if it is nearly the same; `besides`: not this one."""
    shared = (
        Shingle.objects.filter(value__in=sample(text))
        .exclude(letter=besides)
        .exclude(letter__in=in_wastebasket("proposals.ReplyLetter"))
        .values("letter")
    )
    candidates = shared.annotate(equal=Count("pk")).filter(equal__gte=ENOUGH).order_by("-equal", "letter")
    letters = ReplyLetter.objects.in_bulk([row["letter"] for row in candidates[:_MOST_CANDIDATES]])
    alike = [(likeness(text, letter.text), -pk) for pk, letter in letters.items()]
    best, key = max(alike, default=(0.0, 0))
    return letters[-key] if best >= NEARLY else None
