"""By when something is to be done: by the table of deadlines, and by the days that are worked."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.db import transaction

from proposals.models import DeadlinePurpose, DeadlineRule, DeadlineUnit, Holiday, Request

Calendar = Mapping[date, bool]
_AT_ONCE = 500
_SATURDAY = 5


def work_calendar() -> dict[date, bool]:
    """Return the days that are not as their weekdays say: is it worked? One query."""
    return dict(Holiday.objects.order_by().values_list("day", "is_workday"))


def unknown_years(years: set[int]) -> list[int]:
    """Return those of the years of which no day off is registered: there workdays count from Monday to Friday."""
    known = {day.year for day in Holiday.objects.dates("day", "year")}
    return sorted(years - known)


def is_workday(day: date, days: Calendar) -> bool:
    return days.get(day, day.weekday() < _SATURDAY)


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last day of that month: 2025-11-30 + 3 → 2026-02-28."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def workdays_after(day: date, amount: int, days: Calendar) -> date:
    """The last of so many days worked after the day."""
    while amount:
        day += timedelta(days=1)
        amount -= is_workday(day, days)
    return day


def deadline(
    purpose: DeadlinePurpose, request: Request, since: date | None, rules: list[DeadlineRule], days: Calendar
) -> date | None:
    """The last day for something, by the rule that fits the request most exactly; None if none does."""
    rule = rule_for(purpose, request, since, rules)
    if rule is None or since is None:
        return None
    if rule.unit == DeadlineUnit.MONTHS:
        return months_after(since, rule.amount)
    return workdays_after(since, rule.amount, days)


def rule_for(
    purpose: DeadlinePurpose, request: Request, since: date | None, rules: list[DeadlineRule]
) -> DeadlineRule | None:
    """The rule that names most of what the request is; of equal ones that of the newest year."""
    if since is None:
        return None
    session = request.session
    facts = {
        "body": session.body if session else "",
        "region": session.region if session else "",
        "kind": request.kind or "",
        "role": request.role,
    }

    def fits(rule: DeadlineRule) -> bool:
        named = all(getattr(rule, name) in ("", fact) for name, fact in facts.items())
        return rule.purpose == purpose and named and rule.from_year <= since.year

    def exactness(rule: DeadlineRule) -> tuple[int, int, int]:
        return sum(bool(getattr(rule, name)) for name in facts), rule.from_year, rule.pk

    return max(filter(fits, rules), key=exactness, default=None)


def set_due(request: Request) -> None:
    """Work out by when the request is to be answered, unless a person said it; the row is not saved."""
    if not request.due_by_person:
        request.due_on = _due(request, list(DeadlineRule.objects.all()), work_calendar())


@transaction.atomic
def rework_deadlines() -> int:
    """Work out all deadlines anew that no person set: rules or days changed. Return how many moved."""
    rules, days = list(DeadlineRule.objects.all()), work_calendar()
    moved = 0
    for lot in _lots():
        changed = []
        for request in lot:
            due = _due(request, rules, days)
            if due != request.due_on:
                request.due_on, request.version = due, request.version + 1
                changed.append(request)
        moved += Request.objects.bulk_update(changed, ["due_on", "version"])
    return moved


def _due(request: Request, rules: list[DeadlineRule], days: Calendar) -> date | None:
    return deadline(DeadlinePurpose.ANSWER, request, request.handed_over_on, rules, days)


def _lots() -> Iterator[list[Request]]:
    rows = Request.objects.filter(due_by_person=False).select_related("session").defer("text").order_by("pk")
    last = 0
    while lot := list(rows.filter(pk__gt=last)[:_AT_ONCE]):
        last = lot[-1].pk
        yield lot
