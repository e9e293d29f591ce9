"""Hold a letter while it is changed."""

from __future__ import annotations

from proposals.models import ReplyLetter
from proposals.records.acts import begin_acts
from proposals.records.errors import LetterChangedError, expect_version


def lock(letter: ReplyLetter, expected_version: int | None = None) -> None:
    """Hold the letter's row until the transaction ends.

    Raises LetterChangedError if it is not as the caller read it, or not as the person saw it (see `expect_version`).
    """
    expect_version(letter, expected_version)
    current = ReplyLetter.everything.select_for_update().filter(pk=letter.pk).values_list("version", flat=True).first()
    if current != letter.version:
        raise LetterChangedError(letter)
    begin_acts(letter)
