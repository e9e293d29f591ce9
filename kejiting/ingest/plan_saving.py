"""The one door in for plans: upload, paste and command line all end here, as letters do in `saving`."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from kejiting.indexing.sync import sync_pending, sync_pending_on_commit
from kejiting.ingest.originals import forget_original, keep_original
from kejiting.ingest.reading import ParsedPlanUpload
from kejiting.ingest.saving import one_at_a_time
from kejiting.web.actions import ActionError
from measures.models import Plan
from measures.records import delete_plan, save_plan, set_plan_status
from proposals.models import Status
from proposals.records import Provenance


@dataclass(frozen=True, slots=True)
class PlanDuplicates:
    """Plans in the base that this one may be, or be another edition of: by its text, its number, its title."""

    same_text: Plan | None = None
    same_number: Plan | None = None
    same_title: Plan | None = None

    @classmethod
    def of(cls, plan: Plan) -> PlanDuplicates:
        """Those of a plan that is in the base itself; another one never has the same file."""
        others = Plan.objects.exclude(pk=plan.pk).defer("text", "as_read_text").order_by("pk")
        return cls(
            same_text=others.filter(text_sha256=plan.text_sha256).first(),
            same_number=others.filter(doc_number=plan.doc_number).first() if plan.doc_number else None,
            same_title=others.filter(title=plan.title).first() if plan.title else None,
        )

    def __bool__(self) -> bool:
        return any((self.same_text, self.same_number, self.same_title))

    @property
    def plans(self) -> list[Plan]:
        """Each of them once."""
        every = (self.same_text, self.same_number, self.same_title)
        return list({plan.pk: plan for plan in every if plan}.values())


class PossiblePlanDuplicateError(ActionError):
    """The plan may be in the base already; a person has to say that it is another, or another edition."""

    def __init__(self) -> None:
        super().__init__("库中可能已有这份方案。请先看一下；确实是另一份或另一个版本，请勾选“仍然另存一份”再保存。")


def stage_plan(reading: ParsedPlanUpload, *, by: User | None) -> Plan:
    """Keep what arrived until a person has looked at it; it is in no list but the desk's. Raises SamePlanError."""
    return _save(reading, by=by, status=Status.ARRIVED)


def ingest_plan(reading: ParsedPlanUpload, *, by: User | None = None) -> Plan:
    """Save and publish what was read, and make it findable; what OCR read only arrives. Raises SamePlanError."""
    plan = _save(reading, by=by, status=Status.PUBLISHED)
    sync_pending()
    return plan


def confirm_plan(plan: Plan, status: Status, *, by: User, allow_duplicate: bool) -> None:
    """Take what arrived into the base, as a draft or published. Raises PlanChangedError.

    Without `allow_duplicate` also PossiblePlanDuplicateError, if the plan may be in the base already.
    """
    with transaction.atomic():
        if plan.is_arrived and not allow_duplicate:
            one_at_a_time(by)
            if PlanDuplicates.of(plan):
                raise PossiblePlanDuplicateError
        set_plan_status(plan, status)
    sync_pending_on_commit()


def discard_plan(plan: Plan, *, expected_version: int) -> None:
    """Delete a plan and its original files, the former ones too. Raises PlanChangedError."""
    files = {(plan.source_name, plan.source_sha256)}
    files |= set(Plan.history.filter(id=plan.pk).values_list("source_name", "source_sha256"))
    delete_plan(plan, expected_version=expected_version)
    for name, sha256 in files:
        forget_original(Provenance("", name, sha256))
    sync_pending()


def _save(reading: ParsedPlanUpload, *, by: User | None, status: Status) -> Plan:
    def save() -> Plan:
        with transaction.atomic():
            plan = save_plan(reading.parsed, source=reading.source, by=by, status=status)
            keep_original(reading.source, reading.data)
        return plan

    try:
        plan = save()
    except IntegrityError:
        # two people saved the same file at the same moment: now the first one's is there
        plan = save()
    # once more: somebody else may have given the same file up at the same moment
    keep_original(reading.source, reading.data)
    return plan
