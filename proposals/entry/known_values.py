"""What the base holds already, for who writes a letter by hand to choose from."""

from __future__ import annotations

from django.db.models import Count, Max

from proposals.models import CongressSession, Delegate, ReplyLetter, answered_in_use

_MOST_AGENCIES, _MOST_SESSIONS, _MOST_DELEGATES = 50, 100, 1_000


def known_values() -> dict[str, list[str]]:
    """Return agencies, sessions and delegates as people write them: what is usual or new first, bounded."""
    letters = ReplyLetter.objects.filter(agency__isnull=False).order_by()
    agencies = letters.values("agency").annotate(letters=Count("pk")).order_by("-letters", "agency")
    delegates = (
        answered_in_use(Delegate.objects.order_by(), "proposal__delegates")
        .values("name")
        .annotate(last=Max("pk"))
        .order_by("-last")
    )
    return {
        "agencies": [row["agency"] or "" for row in agencies[:_MOST_AGENCIES]],
        "sessions": [str(session) for session in CongressSession.objects.all()[:_MOST_SESSIONS]],
        "delegates": [row["name"] for row in delegates[:_MOST_DELEGATES]],
    }
