"""A letter's text is another one now: its passages and judged sentences follow to where their words stand."""

from __future__ import annotations

from django.db import transaction

from kejiting.text.clean import clean
from proposals.models import ReplyLetter
from proposals.parsing import find_contacts, reanchor
from proposals.records.contents import move_passages
from proposals.records.likeness import note_shingles
from proposals.records.outbox import note_contents
from proposals.records.problems import moved_problems
from proposals.records.save import text_digest


@transaction.atomic
def edit_text(letter: ReplyLetter, text: str) -> list[str]:
    """Give `letter` a new text. Returns the words of the passages whose place was lost; these are removed.

    The letter itself is saved by the caller, who holds its lock.
    """
    text = clean(text)
    passages = list(letter.passages.select_related("recommendation").order_by("start", "id"))
    judged = list(letter.judged_sentences.all())
    places = reanchor(
        letter.text, text, [*(passage.span for passage in passages), *(sentence.span for sentence in judged)]
    )
    moves = list(zip(passages, places, strict=False))
    lost = [passage for passage, place in moves if place is None]
    words_lost = [passage.span.of(letter.text) for passage in lost]
    letter.passages.filter(pk__in=[passage.pk for passage in lost]).delete()
    move_passages([(passage, place, passage.recommendation) for passage, place in moves if place is not None])
    letter.judged_sentences.all().delete()
    for sentence, place in zip(judged, places[len(passages) :], strict=True):
        if place is not None:
            letter.judged_sentences.create(start=place.start, end=place.end, kind=sentence.kind)
    letter.problems = moved_problems(letter.problems, letter.text, text)
    letter.text, letter.text_sha256 = text, text_digest(text)
    letter.masked = [[span.start, span.end] for span in find_contacts(text)]
    note_shingles(letter)
    note_contents(letter)
    return words_lost
