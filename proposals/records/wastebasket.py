"""回收站: what was deleted lies there for a while, whole, and can be brought back as it was.

All that hangs on one stays untouched; `objects` of its model and the querysets that speak of what may be seen leave it
out, and all that was derived from it follows.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from proposals.models import ActKind, DeletableModel, EnteredModel, ReplyLetter, Status
from proposals.records.acts import begin_acts, keep_act
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
    _delete(document, by, reason)
    _save(document)


def bring_back(document: EnteredModel, *, by: User | None) -> None:
    """Take a locked letter or plan out of the wastebasket: it is again what it was."""
    change_status(document, Status(document.status_before), AskedStatus(by, bringing_back=True))
    document.status_before = ""
    _undelete(document)
    _save(document)


def put_row_away(row: DeletableModel, *, by: User | None, reason: str = "") -> None:
    """Put a locked row that has no status into the wastebasket, with all that hangs on it. One transaction with the caller's."""
    begin_acts(row)
    _delete(row, by, reason)
    _count(row)
    keep_act(row, ActKind.DELETED, by=by, reason=row.deletion_reason)
    record_act(AuditAct.DELETED, row, by=by, detail=row.deletion_reason)


def bring_row_back(row: DeletableModel, *, by: User | None) -> None:
    """Take a locked row that has no status out of the wastebasket."""
    _undelete(row)
    _count(row)
    keep_act(row, ActKind.BROUGHT_BACK, by=by)
    record_act(AuditAct.BROUGHT_BACK, row, by=by)


def _delete(row: DeletableModel, by: User | None, reason: str) -> None:
    row.deleted_at, row.deleted_by = timezone.now(), by
    row.deletion_reason = reason.strip()[:LONGEST_REASON]


def _undelete(row: DeletableModel) -> None:
    row.deleted_at, row.deleted_by, row.deletion_reason = None, None, ""


def _count(row: DeletableModel) -> None:
    row.version += 1
    row.save()


def _save(document: EnteredModel) -> None:
    document.version += 1
    document.save()
    queue_for_indexing(document.key)
    wastebasket_changed.send(type(document), document=document)
