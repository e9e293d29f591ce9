"""Hold a letter while a person corrects its contents: what they say stands, and a later reading leaves it alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from proposals.models import ActKind, ReplyLetter
from proposals.records.acts import keep_act
from proposals.records.locking import lock
from proposals.records.outbox import note_contents
from proposals.records.suggestions import CONTENTS


@contextmanager
def correcting(letter: ReplyLetter) -> Iterator[None]:
    """Hold the letter while a person corrects its contents. Raises RowChangedError."""
    with transaction.atomic():
        lock(letter)
        yield
        _drop_empty_asks(letter)
        letter.set_by_person = sorted({*letter.set_by_person, *CONTENTS})
        letter.suggestions = [suggestion for suggestion in letter.suggestions if suggestion["field"] not in CONTENTS]
        letter.problems = [
            problem for problem in letter.problems if problem["field"] not in CONTENTS | {"letter_sections"}
        ]
        letter.version += 1
        letter.note_correction()
        letter.save()
        note_contents(letter)
        keep_act(letter, ActKind.CORRECTED, by=None)


def _drop_empty_asks(letter: ReplyLetter) -> None:
    """A recommendation of which nothing is left goes; those behind it move up, the first one first."""
    letter.recommendations.filter(passages__isnull=True).delete()
    for position, recommendation in enumerate(letter.recommendations.order_by("position"), start=1):
        if recommendation.position != position:
            recommendation.position = position
            recommendation.save()
