"""Hold letters and a commitment while somebody says something of it, in the order in which corrections hold them."""

from __future__ import annotations

from measures.models import Commitment
from proposals.models import ReplyLetter


def lock_letters(*keys: int) -> None:
    """Before all else, as corrections do, in the order of their keys: so that a correction and a deed do not cross."""
    list(ReplyLetter.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


def hold_commitment(commitment: Commitment) -> Commitment | None:
    """As it is now; None if a correction took it away."""
    return Commitment.objects.select_for_update().filter(pk=commitment.pk).order_by().first()
