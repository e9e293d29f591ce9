"""Note what changed for the search indexes, and tell other apps of it."""

from __future__ import annotations

from proposals.models import CurrentTransaction, IndexOutbox, ReplyLetter
from proposals.signals import contents_changed


def queue_for_indexing(key: str) -> None:
    """Note that the document `key` changed. To be called inside the transaction of the change."""
    IndexOutbox.objects.create(key=key, transaction=CurrentTransaction())


def note_contents(letter: ReplyLetter) -> None:
    """Note that the text or the passages of `letter` changed. To be called last inside the transaction of the change."""
    queue_for_indexing(letter.key)
    contents_changed.send(ReplyLetter, letter=letter)
