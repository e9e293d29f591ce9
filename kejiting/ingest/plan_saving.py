"""The one door in for plans: upload, paste and command line all end here, as letters do in `saving`."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.indexing.sync import sync_pending, sync_pending_on_commit
from kejiting.ingest.duplicates import Duplicates
from kejiting.ingest.originals import forget_original
from kejiting.ingest.reading import ParsedPlanUpload
from kejiting.ingest.saving import one_at_a_time, refuse, with_original
from measures.models import Plan
from measures.records import delete_plan, save_plan, set_plan_status
from proposals.models import Status
from proposals.records import Provenance

MAY_BE_THERE = "库中可能已有这份方案。请先看一下；确实是另一份或另一个版本，请勾选“仍然另存一份”再保存。"


def stage_plan(reading: ParsedPlanUpload, *, by: User | None) -> Plan:
    """Keep what arrived until a person has looked at it; it is in no list but the desk's. Raises SameFileError."""
    return _save(reading, by=by, status=Status.ARRIVED)


def ingest_plan(reading: ParsedPlanUpload, *, by: User | None = None) -> Plan:
    """Save and publish what was read, and make it findable; what OCR read only arrives. Raises SameFileError."""
    plan = _save(reading, by=by, status=Status.PUBLISHED)
    sync_pending()
    return plan


def confirm_plan(plan: Plan, status: Status, *, by: User, allow_duplicate: bool) -> None:
    """Take what arrived into the base, as a draft, checked or published. Raises RowChangedError, and ActionError.

    Without `allow_duplicate` also PossibleDuplicateError, if the plan may be in the base already.
    """
    with transaction.atomic():
        if plan.is_arrived and not allow_duplicate:
            one_at_a_time(by)
            refuse(Duplicates.of_plan(plan), MAY_BE_THERE)
        set_plan_status(plan, status, by=by)
    sync_pending_on_commit()


def discard_plan(plan: Plan, *, expected_version: int) -> None:
    """Delete a plan for good and its original files, the former ones too. Raises RowChangedError."""
    files = {(plan.source_name, plan.source_sha256)}
    files |= set(Plan.history.filter(id=plan.pk).values_list("source_name", "source_sha256"))
    with transaction.atomic():
        name = str(plan)
        delete_plan(plan, expected_version=expected_version)
        record_act(AuditAct.ERASED, kind="方案", name=name)
    for name, sha256 in files:
        forget_original(Provenance("", name, sha256))
    sync_pending()


def _save(reading: ParsedPlanUpload, *, by: User | None, status: Status) -> Plan:
    return with_original(
        lambda: save_plan(reading.parsed, source=reading.source, by=by, status=status), reading.source, reading.data
    )
