"""回收站: letters and plans that were deleted lie there for a while, whole, and can be brought back as they were.

All that hangs on one stays untouched; `objects` of its model and the querysets that speak of what may be seen leave it
out, and all that was derived from it follows.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from proposals.models import ActKind, EnteredModel, ReplyLetter, Status
from proposals.records.acts import keep_act
from proposals.records.errors import SameFileError
from proposals.records.locking import lock
from proposals.records.outbox import queue_for_indexing
from proposals.records.save import letter_of_file
from proposals.records.transitions import LONGEST_REASON, AskedStatus, change_status
from proposals.signals import wastebasket_changed


@transaction.atomic
def put_letter_away(
    letter: ReplyLetter, *, by: User | None, reason: str = "", expected_version: int | None = None
) -> None:
    """Put a letter into the wastebasket. Raises RowChangedError, and ActionError (see `transitions`)."""
    lock(letter, expected_version)
    put_away(letter, by=by, reason=reason)
    keep_act(letter, ActKind.DELETED, by=by, reason=letter.deletion_reason)


@transaction.atomic
def bring_letter_back(letter: ReplyLetter, *, by: User | None = None, expected_version: int | None = None) -> None:
    """Take a letter out of the wastebasket. Raises RowChangedError, and SameFileError if its file is in use by now."""
    lock(letter, expected_version)
    if known := letter_of_file(letter.source_sha256):
        raise SameFileError(known)
    bring_back(letter, by=by)
    keep_act(letter, ActKind.BROUGHT_BACK, by=by)


def put_away(document: EnteredModel, *, by: User | None, reason: str) -> None:
    """Put a locked letter or plan into the wastebasket, with its status and all that hangs on it."""
    status_before = document.status
    change_status(document, Status.DELETED, AskedStatus(by, reason))
    document.status_before = status_before
    document.deleted_at, document.deleted_by = timezone.now(), by
    document.deletion_reason = reason.strip()[:LONGEST_REASON]
    _save(document)


def bring_back(document: EnteredModel, *, by: User | None) -> None:
    """Take a locked letter or plan out of the wastebasket: it is again what it was."""
    change_status(document, Status(document.status_before), AskedStatus(by))
    document.status_before = ""
    document.deleted_at, document.deleted_by, document.deletion_reason = None, None, ""
    _save(document)


def _save(document: EnteredModel) -> None:
    document.version += 1
    document.save()
    queue_for_indexing(document.key)
    wastebasket_changed.send(type(document), document=document)
