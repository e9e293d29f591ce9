"""Read a plan that is in the base again, with the rules of today."""

from __future__ import annotations

from dataclasses import replace

from django.contrib.auth.models import User
from django.db import transaction

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.text.clean import clean, strip_whitespace
from kejiting.text.file_text import OCR
from kejiting.text.spans import Problem
from measures.extraction.plan import parse_plan
from measures.models import Plan
from measures.records.plan_locking import lock_plan
from measures.records.plans import read_into
from proposals.models import ActKind
from proposals.records import Provenance, keep_act


@transaction.atomic
def reread_plan(
    plan: Plan, *, release: str | None = None, by: User | None = None, expected_version: int | None = None
) -> None:
    """Clean and parse again. What a person set stays, but for the field to `release`; ids of what is unchanged stay.

    Raises RowChangedError.
    """
    lock_plan(plan, expected_version)
    plan.set_by_person = [name for name in plan.set_by_person if name != release]
    text = clean(plan.as_read_text)
    if strip_whitespace(text) != strip_whitespace(plan.text):
        text = plan.text
    parsed = parse_plan(text)
    # what the reader of the file left out, or read off a picture, the text does not say
    of_file = [Problem(one["field"], one["message"]) for one in plan.problems if one["field"] in ("text", OCR)]
    parsed = replace(parsed, problems=(*parsed.problems, *of_file))
    read_into(plan, parsed, source=Provenance(plan.as_read_text, plan.source_name, plan.source_sha256))
    # inside of a correction it is no act of its own, and yet it was done
    if not keep_act(plan, ActKind.READ, by=by):
        record_act(AuditAct.READ, plan, by=by)
