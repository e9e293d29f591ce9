"""Hold a letter while it is changed, and only if it is as the person saw it."""

from __future__ import annotations

from proposals.models import ReplyLetter
from proposals.records.errors import LetterChangedError


def lock(letter: ReplyLetter) -> None:
    """Hold the letter's row until the transaction ends. Raises LetterChangedError if it is not as the caller saw it."""
    held = ReplyLetter.objects.select_for_update().filter(pk=letter.pk).values_list("version", flat=True).first()
    if held != letter.version:
        raise LetterChangedError(letter)
