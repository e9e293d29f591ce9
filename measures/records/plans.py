"""Save, publish, withdraw, replace and delete a plan: whole, in one transaction, with its index entry noted."""

from __future__ import annotations

from dataclasses import replace

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from kejiting.text.file_text import OCR
from measures.extraction.parsed import ParsedPlan
from measures.models import Plan
from measures.records.ledgers import refresh_plan_ledger
from measures.records.plan_contents import set_contents
from measures.records.plan_locking import lock_plan
from measures.records.recall import to_parsed
from measures.records.suggestions import suggest_for_plan
from proposals.models import ActKind, Status
from proposals.records import (
    LONGEST_REASON,
    READ_BY_OCR,
    AskedStatus,
    Provenance,
    bring_back,
    change_status,
    keep_act,
    one_act,
    put_away,
    queue_for_indexing,
    record_entry,
    text_digest,
)
from proposals.records.errors import SameFileError

# Fields that a plan has under the same name and with the same kind of value, in the base and as read
PLAN_FIELDS = ("title", "issuer", "issued_on", "doc_number", "period", "cites")


@transaction.atomic
def save_plan(parsed: ParsedPlan, *, source: Provenance, by: User | None = None, status: Status = Status.DRAFT) -> Plan:
    """Save a plan with its tree and its targets. Raises SameFileError if the file is in the base already.

    What was read by OCR arrives, whatever it is told to be, until somebody publishes it (`set_plan_status`).
    """
    if source.sha256 is None:
        raise ValueError("a plan comes from a file")
    known = plan_of_file(source.sha256)
    if known:
        raise SameFileError(known)
    recognised = any(problem.field == OCR for problem in parsed.problems)
    plan = Plan(entered_by=by, status=Status.ARRIVED if recognised else status, version=0)
    read_into(plan, parsed, source=source)
    record_entry(plan, by)
    return plan


def read_into(plan: Plan, parsed: ParsedPlan, *, source: Provenance) -> None:
    """Give a plan that is new or locked what was read; what a person set stays.

    What was read by OCR is published no more, until somebody has looked at it (`set_plan_status`).
    """
    former_text = plan.text
    for name in PLAN_FIELDS:
        if name not in plan.set_by_person:
            value = getattr(parsed, name)
            setattr(plan, name, list(value) if isinstance(value, tuple) else value)
    plan.text, plan.as_read_text, plan.text_sha256 = parsed.text, source.as_read, text_digest(parsed.text)
    plan.source_name, plan.source_sha256 = source.name[:200], source.sha256 or ""
    plan.problems = [
        {"field": problem.field, "message": problem.message}
        for problem in parsed.problems
        if problem.field not in plan.set_by_person
    ]
    if plan.is_published and plan.awaits_look:
        change_status(plan, Status.DRAFT, AskedStatus(None, READ_BY_OCR, going_back=True))
    plan.version += 1
    plan.save()
    set_contents(plan, parsed, former_text)
    note_plan(plan)


def note_plan(plan: Plan) -> None:
    """Let everything that follows a plan's text, targets and date follow it."""
    refresh_plan_ledger(plan)
    suggest_for_plan(plan)
    queue_for_indexing(plan.key)


@transaction.atomic
def set_plan_status(
    plan: Plan, status: Status, *, by: User | None = None, reason: str = "", expected_version: int | None = None
) -> None:
    """Keep as a draft, as checked, publish or withdraw, as a person says who looked at it (see `transitions`).

    Raises RowChangedError, and ActionError. Who checks or publishes saw what OCR was not sure of.
    """
    lock_plan(plan, expected_version)
    kind = change_status(plan, status, AskedStatus(by, reason, looked_at=True))
    plan.version += 1
    plan.save()
    keep_act(plan, kind, by=by, reason=reason.strip()[:LONGEST_REASON])
    queue_for_indexing(plan.key)


@transaction.atomic
def delete_plan(plan: Plan, *, expected_version: int | None = None) -> None:
    """Delete a plan for good, with its tree and its targets. Raises RowChangedError."""
    lock_plan(plan, expected_version)
    queue_for_indexing(plan.key)
    plan.delete()


@transaction.atomic
def replace_plan(
    plan: Plan,
    arrived: Plan,
    *,
    by: User | None = None,
    expected_version: int | None = None,
    expected_arrived: int | None = None,
) -> None:
    """Give `plan` the text, the file and all the readings of `arrived`, which goes; ids of what stays are kept.

    What the plan was stays in its history, and what people corrected in `arrived` is kept as theirs. `expected_version`
    is that of `plan`, `expected_arrived` of `arrived`. Raises RowChangedError if either is not as the person saw it, and
    ActionError if a target of which people decided something has no place in the new text.
    """
    both = (plan, expected_version), (arrived, expected_arrived)
    for held, version in sorted(both, key=lambda pair: pair[0].pk):  # in one order, lest two wait for each other
        lock_plan(held, version)
    parsed, corrected = replace(to_parsed(arrived), text=arrived.text), arrived.set_by_person
    source = Provenance(arrived.as_read_text, arrived.source_name, arrived.source_sha256)
    delete_plan(arrived)
    plan.set_by_person = []
    with one_act(plan, ActKind.REPLACED, by=by):
        read_into(plan, parsed, source=source)
        Plan.objects.filter(pk=plan.pk).update(set_by_person=corrected)
        plan.set_by_person = corrected


@transaction.atomic
def put_plan_away(plan: Plan, *, by: User | None, reason: str = "", expected_version: int | None = None) -> None:
    """Put a plan into the wastebasket. Raises RowChangedError."""
    lock_plan(plan, expected_version)
    put_away(plan, by=by, reason=reason)
    keep_act(plan, ActKind.DELETED, by=by, reason=plan.deletion_reason)


@transaction.atomic
def bring_plan_back(plan: Plan, *, by: User | None = None, expected_version: int | None = None) -> None:
    """Take a plan out of the wastebasket. Raises RowChangedError, and SameFileError if its file is in use by now."""
    lock_plan(plan, expected_version)
    if known := plan_of_file(plan.source_sha256):
        raise SameFileError(known)
    bring_back(plan, by=by)
    keep_act(plan, ActKind.BROUGHT_BACK, by=by)


def plan_of_file(sha256: str | None, *, deleted: bool = False) -> Plan | None:
    """The plan that this file is the original of, or was before another version took its place.

    One in the wastebasket only if `deleted`.
    """
    if not sha256:
        return None
    former = Plan.history.filter(source_sha256=sha256).values("id")
    known = Plan.everything if deleted else Plan.objects
    return known.filter(Q(source_sha256=sha256) | Q(pk__in=former)).order_by("pk").first()
