"""Keep what letters without a title are called by, whenever what they answer may have changed."""

from __future__ import annotations

from proposals.models import ReplyLetter
from proposals.models.letter_names import answering_name
from proposals.models.letter_querysets import ReplyLetterQuerySet


def name_untitled(letters: ReplyLetterQuerySet) -> None:
    """Work out anew whom and what those of the letters answer that have no title."""
    for letter in letters.filter(title__isnull=True).order_by().only("answering", "document_type").with_proposals():
        if (name := answering_of(letter)) != letter.answering:
            ReplyLetter.objects.filter(pk=letter.pk).update(answering=name)


def answering_of(letter: ReplyLetter) -> str:
    """Of the proposal that leads; see `answering_name`."""
    answer = next(iter(letter.answers.all()), None)
    if answer is None:
        return ""
    proposal = answer.proposal
    people = [str(signature) for signature in proposal.signatures.all()]
    return answering_name(people, proposal.title, proposal.number, proposal.kind, letter.document_type)
