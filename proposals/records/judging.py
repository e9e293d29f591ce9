"""A person says of a sentence of prose that it tells of a measure, or of an outcome."""

from __future__ import annotations

from django.db import transaction

from kejiting.text.spans import Span
from proposals.models import JudgedSentence, ReplyLetter, SentenceKind
from proposals.records.locking import lock


@transaction.atomic
def judge_sentence(letter: ReplyLetter, span: Span, kind: SentenceKind) -> None:
    """Confirm or change what the rules inferred. The last word counts; the letter itself does not change.

    Raises LetterChangedError: the sentence may stand elsewhere by now.
    """
    lock(letter)
    judged = letter.judged_sentences.filter(start=span.start, end=span.end).first()
    if judged is None:
        judged = JudgedSentence(letter=letter, start=span.start, end=span.end)
    judged.kind = kind
    judged.save()
