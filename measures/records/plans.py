"""Save, publish, withdraw, replace and delete a plan: whole, in one transaction, with its index entry noted."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from measures.extraction.parsed import ParsedPlan
from measures.models import Plan
from measures.records.ledgers import refresh_plan_ledger
from measures.records.plan_contents import set_contents
from measures.records.plan_errors import SamePlanError, lock_plan
from measures.records.suggestions import suggest_for_plan
from proposals.models import Status
from proposals.records import Provenance, queue_for_indexing, text_digest

# Fields that a plan has under the same name and with the same kind of value, in the base and as read
PLAN_FIELDS = ("title", "issuer", "issued_on", "doc_number", "period", "cites")


@transaction.atomic
def save_plan(parsed: ParsedPlan, *, source: Provenance, by: User | None = None, status: Status = Status.DRAFT) -> Plan:
    """Save a plan with its tree and its targets. Raises SamePlanError if the file is in the base already."""
    if source.sha256 is None:
        raise ValueError("a plan comes from a file")
    known = plan_of_file(source.sha256)
    if known:
        raise SamePlanError(known)
    plan = Plan(entered_by=by, status=status, version=0)
    read_into(plan, parsed, source=source)
    return plan


def read_into(plan: Plan, parsed: ParsedPlan, *, source: Provenance) -> None:
    """Give a plan that is new or locked what was read; what a person set stays."""
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
def set_plan_status(plan: Plan, status: Status, *, expected_version: int | None = None) -> None:
    """Keep as a draft, publish or withdraw. Raises PlanChangedError."""
    lock_plan(plan, expected_version)
    plan.status = status
    plan.version += 1
    plan.save()
    queue_for_indexing(plan.key)


@transaction.atomic
def delete_plan(plan: Plan, *, expected_version: int | None = None) -> None:
    """Delete a plan with its tree and its targets. Raises PlanChangedError."""
    lock_plan(plan, expected_version)
    queue_for_indexing(plan.key)
    plan.delete()


def plan_of_file(sha256: str | None) -> Plan | None:
    """The plan that this file is the original of."""
    return Plan.objects.filter(source_sha256=sha256).first() if sha256 else None
