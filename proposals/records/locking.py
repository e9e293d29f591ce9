"""Hold a letter while it is changed."""

from __future__ import annotations

from kejiting.web.actions import lock_row
from proposals.models import ReplyLetter
from proposals.records.acts import begin_acts


def lock(letter: ReplyLetter, expected_version: int | None = None) -> None:
    """Hold the letter's row until the transaction ends. Raises RowChangedError (see `lock_row`)."""
    lock_row(ReplyLetter.everything.all(), letter, expected_version)
    begin_acts(letter)
