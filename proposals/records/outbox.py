"""Note what changed for the search indexes, and tell other apps of it."""

from __future__ import annotations

from proposals.models import CurrentTransaction, IndexOutbox, ReplyLetter
from proposals.models.letter_querysets import ReplyLetterQuerySet
from proposals.records.naming import name_untitled
from proposals.records.request_answers import link_letters
from proposals.signals import contents_changed

_AT_ONCE = 200


def queue_for_indexing(*keys: str) -> None:
    """Note that these documents changed. To be called inside the transaction of the change."""
    IndexOutbox.objects.bulk_create(
        (IndexOutbox(key=key, transaction=CurrentTransaction()) for key in keys), batch_size=_AT_ONCE
    )


def queue_letters_for_indexing(letters: ReplyLetterQuerySet) -> None:
    """Note that the letters are shown otherwise than before: themselves, what they answer, or those who asked."""
    name_untitled(letters)
    link_letters(letters)
    pks = letters.order_by().values_list("pk", flat=True).distinct()
    queue_for_indexing(*(ReplyLetter(pk=pk).key for pk in pks))


def note_contents(letter: ReplyLetter) -> None:
    """Note that the text or the passages of `letter` changed. To be called last inside the transaction of the change."""
    queue_letters_for_indexing(ReplyLetter.objects.filter(pk=letter.pk))
    letter.refresh_from_db(fields=["answering"])
    contents_changed.send(ReplyLetter, letter=letter)
