"""The one door in: upload, paste, command line and entry by hand all end here.

A reading (`kejiting.ingest.reading`) → one transaction → index.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import TypeVar

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.indexing.sync import sync_pending, sync_pending_on_commit
from kejiting.ingest.duplicates import AnyDuplicates, Duplicates, PossibleDuplicateError
from kejiting.ingest.originals import forget_original, keep_original
from kejiting.ingest.reading import ParsedUpload
from proposals.models import ReplyLetter, Status
from proposals.records import Provenance, delete_letter, save_letter, set_status

Saved = TypeVar("Saved")

MAY_BE_THERE = "库中可能已有这份答复。请先比较一下；确实是另一份，请勾选“仍然另存一份”再保存。"
BASE_DOWN = "数据库用不了，没有录入：{}。请检查磁盘空间和数据文件夹的权限；还没有启动过的，请先运行 make run。"


def stage_letter(reading: ParsedUpload, *, by: User | None) -> ReplyLetter:
    """Keep what arrived until a person has looked at it; it is in no list but the desk's. Raises SameFileError."""
    return _save(reading, by=by, status=Status.ARRIVED)


def ingest_letter(
    reading: ParsedUpload,
    *,
    by: User | None,
    set_by_person: Set[str] = frozenset(),
    publish: bool = False,
    allow_duplicate: bool = True,
    index: bool = True,
) -> ReplyLetter:
    """Save what was read, and make it findable, unless the caller tells the `index` later. Raises SameFileError.

    What was read by OCR is a draft even if told to `publish`: a person has to look at it first.
    Without `allow_duplicate` also PossibleDuplicateError, if the letter may be in the base already.
    """
    status = Status.PUBLISHED if publish else Status.DRAFT
    letter = _save(reading, by=by, status=status, set_by_person=set_by_person, allow_duplicate=allow_duplicate)
    if index:
        sync_pending()
    return letter


def confirm_letter(
    letter: ReplyLetter, status: Status, *, by: User, allow_duplicate: bool, looked_at: bool = True
) -> None:
    """Take what arrived into the base, as a draft, checked or published. Raises RowChangedError, and ActionError.

    Without `allow_duplicate` also PossibleDuplicateError, if the letter may be in the base already; NotLookedAtError if
    it was read by OCR, is to be published, and nobody has `looked_at` it.
    """
    with transaction.atomic():
        if letter.is_arrived and not allow_duplicate:
            one_at_a_time(by)
            refuse(Duplicates.of_letter(letter), MAY_BE_THERE)
        set_status(letter, status, by=by, looked_at=looked_at)
    sync_pending_on_commit()


def discard_letter(letter: ReplyLetter, *, expected_version: int) -> None:
    """Delete a letter for good, its former versions and their original files. Raises RowChangedError."""
    sources = [Provenance.of(letter), *(Provenance.of(former) for former in letter.versions.all())]
    with transaction.atomic():
        name = str(letter)
        delete_letter(letter, expected_version=expected_version)
        record_act(AuditAct.ERASED, kind="答复函", name=name)
    for source in sources:
        forget_original(source)
    sync_pending()


def _save(
    reading: ParsedUpload,
    *,
    by: User | None,
    status: Status,
    set_by_person: Set[str] = frozenset(),
    allow_duplicate: bool = True,
) -> ReplyLetter:
    def save() -> ReplyLetter:
        if not allow_duplicate:
            one_at_a_time(by)
            refuse(Duplicates.of(reading), MAY_BE_THERE)
        return save_letter(reading.parsed, source=reading.source, by=by, set_by_person=set_by_person, status=status)

    return with_original(save, reading.source, reading.data)


def with_original(save: Callable[[], Saved], source: Provenance, data: bytes | None) -> Saved:
    """Save what was read, and the file that it was read from, in one transaction."""

    def both() -> Saved:
        with transaction.atomic():
            saved = save()
            keep_original(source, data)
        return saved

    try:
        saved = both()
    except IntegrityError:
        # two people saved the same file, or answers to the same proposal, at the same moment: now the first one's is there
        saved = both()
    # once more: somebody else may have given the same file up at the same moment
    keep_original(source, data)
    return saved


def one_at_a_time(by: User | None) -> None:
    """One person's saves come one after the other: of a form sent twice at once, the second one sees the first."""
    if by is not None:
        User.objects.select_for_update().get(pk=by.pk)


def refuse(duplicates: AnyDuplicates, sentence: str) -> None:
    """Raise PossibleDuplicateError with this sentence if there are any."""
    if duplicates:
        raise PossibleDuplicateError(duplicates, sentence)
