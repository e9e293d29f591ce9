"""Remember what the index has not heard of yet, and tell other apps of what changed."""

from __future__ import annotations

from proposals.models import ReplyLetter, Unindexed
from proposals.signals import contents_changed


def note_unindexed(key: str) -> None:
    """Note that the document `key` changed. To be called inside the transaction of the change."""
    Unindexed.objects.create(key=key)


def note_contents(letter: ReplyLetter) -> None:
    """Note that the text or the passages of `letter` changed. To be called last inside the transaction of the change."""
    note_unindexed(letter.key)
    contents_changed.send(ReplyLetter, letter=letter)
