"""Remember what the index has not heard of yet."""

from __future__ import annotations

from proposals.models import Unindexed


def note_unindexed(key: str) -> None:
    """Note that the document `key` changed. To be called inside the transaction of the change."""
    Unindexed.objects.create(key=key)
