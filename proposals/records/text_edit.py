"""A person corrects a letter's text: its passages follow to where their words now stand."""

from __future__ import annotations

from django.db import transaction

from kejiting.text.clean import clean
from proposals.models import ReplyLetter
from proposals.parsing import find_contacts, reanchor
from proposals.records.contents import move_passages
from proposals.records.save import text_digest
from proposals.records.unindexed import note_unindexed


@transaction.atomic
def edit_text(letter: ReplyLetter, text: str) -> list[str]:
    """Give `letter` a new text. Returns the words of the passages whose place was lost; these are removed.

    The letter itself is saved by the caller, who holds its lock.
    """
    text = clean(text)
    passages = list(letter.passages.select_related("recommendation").order_by("start", "id"))
    places = reanchor(letter.text, text, [passage.span for passage in passages])
    lost = [passage for passage, place in zip(passages, places, strict=True) if place is None]
    words_lost = [passage.span.of(letter.text) for passage in lost]
    letter.passages.filter(pk__in=[passage.pk for passage in lost]).delete()
    move_passages(
        [
            (passage, place, passage.recommendation)
            for passage, place in zip(passages, places, strict=True)
            if place is not None
        ]
    )
    letter.text, letter.text_sha256 = text, text_digest(text)
    letter.masked = [[span.start, span.end] for span in find_contacts(text)]
    note_unindexed(letter.key)
    return words_lost
