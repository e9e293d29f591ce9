"""Give a plan the shape in which the command line prints it."""

from __future__ import annotations

from typing import Any

from measures.extraction.parsed import ParsedPlan, ParsedPlanItem, ParsedTarget


def plan_shape(plan: ParsedPlan) -> dict[str, Any]:
    """Return what `load_plan --json` prints: plain values only, dates as 2016-10-31."""
    return {
        "title": plan.title,
        "issuer": plan.issuer,
        "issued_on": plan.issued_on.isoformat() if plan.issued_on else None,
        "doc_number": plan.doc_number,
        "period": plan.period,
        "cites": list(plan.cites),
        "sections": [_section(plan, item) for item in plan.items if item.level in ("chapter", "section")],
        "principles": [_words(plan, item) for item in plan.principles],
        "measures": [_measure(plan, item) for item in plan.items if item.level == "measure"],
        "targets": [_target(plan, target) for target in plan.targets],
        "problems": [{"field": problem.field, "message": problem.message} for problem in plan.problems],
    }


def _section(plan: ParsedPlan, item: ParsedPlanItem) -> dict[str, object]:
    return {"number": item.path if item.number else None, "title": item.title or _words(plan, item)}


def _measure(plan: ParsedPlan, item: ParsedPlanItem) -> dict[str, object]:
    section = None if item.parent is None else plan.items[item.parent].path
    return {"number": item.number, "section": section, "text": _words(plan, item)}


def _target(plan: ParsedPlan, target: ParsedTarget) -> dict[str, object]:
    return {
        "section": plan.items[target.item].path,
        "text": target.span.of(plan.text),
        "indicator": target.indicator,
        "comparator": target.comparator,
        "low": _number(target.low),
        "high": _number(target.high),
        "unit": target.unit,
        "due": target.due,
    }


def _words(plan: ParsedPlan, item: ParsedPlanItem) -> str:
    return item.span.of(plan.text)


def _number(value: float) -> int | float:
    return int(value) if value.is_integer() else value
