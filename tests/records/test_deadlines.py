"""Days that are worked, and the rule that fits most exactly."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from proposals.models import CongressSession, DeadlineRule, Holiday, Request
from proposals.records import is_workday, rule_for, unknown_years, work_calendar, workdays_after
from proposals.records.deadlines import months_after

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        (date(2026, 3, 2), 3, date(2026, 6, 2)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2025, 12, 31), 6, date(2026, 6, 30)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 10, 15), 14, date(2026, 12, 15)),
    ],
)
def test_months(day: date, months: int, due: date) -> None:
    assert months_after(day, months) == due


@pytest.mark.parametrize(
    ("day", "amount", "due"),
    [
        (date(2025, 9, 30), 1, date(2025, 10, 9)),
        (date(2025, 9, 26), 2, date(2025, 9, 29)),
        (date(2026, 2, 13), 3, date(2026, 2, 25)),
        (date(2027, 5, 3), 5, date(2027, 5, 10)),
    ],
)
def test_workdays(day: date, amount: int, due: date) -> None:
    assert workdays_after(day, amount, work_calendar()) == due


@pytest.mark.parametrize(("year", "workdays"), [(2024, 251), (2025, 248), (2026, 248)])
def test_the_years_that_are_known(year: int, workdays: int) -> None:
    days = work_calendar()
    whole = (date(year, 1, 1) + timedelta(days=offset) for offset in range(366))
    assert sum(is_workday(day, days) for day in whole if day.year == year) == workdays
    assert all(day.weekday() >= 5 for day, is_worked in days.items() if is_worked)


def test_a_year_without_days_off_is_told() -> None:
    assert unknown_years({2025, 2026, 2027}) == [2027]
    Holiday.objects.create(day=date(2027, 10, 1))
    assert unknown_years({2027}) == []


def test_the_most_exact_rule_counts() -> None:
    session = CongressSession(body="人大", level="市", region="长春市", term=16, meeting=4)
    request = Request(session=session, kind="代表建议", role="lead")
    place = DeadlineRule.objects.create(purpose="answer", body="人大", region="长春市", amount=2, unit="months")
    newer = DeadlineRule.objects.create(
        purpose="answer", body="人大", region="长春市", from_year=2026, amount=5, unit="months"
    )
    rules = list(DeadlineRule.objects.all())
    assert rule_for("answer", request, date(2026, 1, 1), rules) == newer
    assert rule_for("answer", request, date(2025, 1, 1), rules) == place
    assert rule_for("answer", Request(role="lead"), date(2025, 1, 1), rules).amount == 3
    assert rule_for("answer", request, None, rules) is None
