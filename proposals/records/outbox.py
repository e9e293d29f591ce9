"""Note what changed for the search indexes, and tell other apps of it."""

from __future__ import annotations

from proposals.models import CurrentTransaction, IndexOutbox, ReplyLetter
from proposals.models.letters import ReplyLetterQuerySet
from proposals.records.naming import name_untitled
from proposals.signals import contents_changed


def queue_for_indexing(key: str) -> None:
    """Note that the document `key` changed. To be called inside the transaction of the change."""
    IndexOutbox.objects.create(key=key, transaction=CurrentTransaction())


def queue_letters_for_indexing(letters: ReplyLetterQuerySet) -> None:
    """Note that the letters are shown otherwise than before: themselves, what they answer, or those who asked."""
    name_untitled(letters)
    for pk in letters.order_by().values_list("pk", flat=True).distinct():
        queue_for_indexing(ReplyLetter(pk=pk).key)


def note_contents(letter: ReplyLetter) -> None:
    """Note that the text or the passages of `letter` changed. To be called last inside the transaction of the change."""
    queue_letters_for_indexing(ReplyLetter.objects.filter(pk=letter.pk))
    letter.refresh_from_db(fields=["answering"])
    contents_changed.send(ReplyLetter, letter=letter)
