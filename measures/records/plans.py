"""Save and delete a plan: whole, in one transaction, with its index entry noted."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from measures.extraction.parsed import ParsedPlan
from measures.models import Plan, PlanItem, Target
from measures.records.ledgers import refresh_plan_ledger
from measures.records.suggestions import suggest_for_plan
from proposals.records import Provenance, queue_for_indexing


class SamePlanError(Exception):
    """The very same file is in the base already."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(f"这份方案已经录入过：{plan}。")
        self.plan = plan


@transaction.atomic
def save_plan(parsed: ParsedPlan, *, source: Provenance) -> Plan:
    """Save a plan with its tree and its targets. Raises SamePlanError if the file is in the base already."""
    if source.sha256 is None:
        raise ValueError("a plan comes from a file")
    known = Plan.objects.filter(source_sha256=source.sha256).first()
    if known:
        raise SamePlanError(known)
    plan = Plan.objects.create(
        title=parsed.title,
        issuer=parsed.issuer,
        issued_on=parsed.issued_on,
        doc_number=parsed.doc_number,
        period=parsed.period,
        cites=list(parsed.cites),
        text=parsed.text,
        as_read_text=source.as_read,
        problems=[{"field": problem.field, "message": problem.message} for problem in parsed.problems],
        source_name=source.name[:200],
        source_sha256=source.sha256,
    )
    items = _save_items(plan, parsed)
    Target.objects.bulk_create(
        Target(
            item=items[target.item],
            indicator=target.indicator,
            comparator=target.comparator,
            low=Decimal(str(target.low)),
            high=Decimal(str(target.high)),
            unit=target.unit,
            due=target.due,
            start=target.span.start,
            end=target.span.end,
        )
        for target in parsed.targets
    )
    refresh_plan_ledger(plan)
    suggest_for_plan(plan)
    queue_for_indexing(plan.key)
    return plan


@transaction.atomic
def delete_plan(plan: Plan) -> None:
    queue_for_indexing(plan.key)
    plan.delete()


def _save_items(plan: Plan, parsed: ParsedPlan) -> list[PlanItem]:
    items: list[PlanItem] = []
    for position, read in enumerate(parsed.items):
        items.append(
            PlanItem.objects.create(
                plan=plan,
                parent=items[read.parent] if read.parent is not None else None,
                position=position,
                level=read.level,
                path=read.path,
                number=read.number,
                title=read.title,
                start=read.span.start,
                end=read.span.end,
            )
        )
    return items
