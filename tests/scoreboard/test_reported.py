"""By when a target is to be met, which of several figures decides, and what to mind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from measures.models import Figure, Plan, PlanItem, Target, TargetEvidence
from measures.models.target_status import TargetStatus
from measures.plans.deadlines import is_late, last_day
from measures.plans.rows import SEVERAL, TargetRow
from measures.plans.target_evidence import reported
from proposals.models import ReplyLetter

ISSUED = date(2016, 10, 31)


def aim(due: str | None = None, unit: str = "名") -> Target:
    """At least 500."""
    item = PlanItem(plan=Plan(issued_on=ISSUED))
    return Target(item=item, comparator="≥", low=Decimal(500), high=Decimal(500), unit=unit, due=due)


def linked(value: int, written_on: date | None, *, unit: str = "名", period: str | None = None) -> TargetEvidence:
    letter = ReplyLetter(written_on=written_on)
    figure = Figure(
        pk=value, letter=letter, printed=f"{value}{unit}", low=Decimal(value), high=Decimal(value), unit=unit,
        period=period,
    )  # fmt: skip
    return TargetEvidence(figure=figure)


def line(target: Target, *links: TargetEvidence) -> TargetRow:
    for link in links:
        link.target = target
    return TargetRow(target, reported(target, links), is_offered=False)


@pytest.mark.parametrize(
    ("due", "day"),
    [
        ("2020年", date(2020, 12, 31)),
        ("2021年3月底", date(2021, 3, 31)),
        ("十三五", date(2020, 12, 31)),
        ("十四五末", date(2025, 12, 31)),
        ("３年内", date(2019, 10, 31)),
        ("每年", None),
        (None, None),
        ("尽快", None),
    ],
)
def test_the_last_day(due: str | None, day: date | None) -> None:
    assert last_day(aim(due)) == day


@pytest.mark.parametrize(
    ("written_on", "period", "late"),
    [
        (date(2020, 5, 21), None, False),
        (date(2020, 12, 31), None, False),
        (date(2021, 1, 1), None, True),
        (date(2021, 3, 1), "截至2020年底", False),
        (date(2021, 3, 1), "2016－2020年", False),
        (date(2021, 3, 1), "2020年以来", True),
        (date(2021, 3, 1), "2021年", True),
        (None, None, False),
    ],
)
def test_what_is_late(written_on: date | None, period: str | None, late: bool) -> None:
    assert is_late(linked(500, written_on, period=period).figure, date(2020, 12, 31)) is late


def test_the_newest_figure_in_time_decides() -> None:
    target = aim("2020年")
    board = line(target, linked(300, date(2018, 1, 1)), linked(600, date(2022, 1, 1)), linked(400, date(2020, 1, 1)))

    assert [one.figure.printed for one in board.deciding] == ["400名"]
    assert board.standing == TargetStatus.NOT_YET


def test_the_newest_decides_if_none_is_in_time_and_is_called_late() -> None:
    board = line(aim("2020年"), linked(300, date(2021, 1, 1)), linked(600, date(2022, 1, 1)))

    assert board.standing == TargetStatus.EXCEEDED
    assert board.notes == ("2022年才报告，期限是2020年",)


def test_two_of_one_day_that_disagree_leave_it_open() -> None:
    day = date(2020, 1, 1)

    assert line(aim(), linked(600, day), linked(700, day)).standing == TargetStatus.EXCEEDED
    board = line(aim(), linked(600, day), linked(400, day))
    assert board.standing == TargetStatus.OPEN
    assert board.notes == (SEVERAL,)


def test_a_letter_without_a_date_decides_only_alone() -> None:
    dated = linked(400, date(2018, 1, 1))

    assert line(aim(), linked(600, None), dated).standing == TargetStatus.NOT_YET
    alone = line(aim(), linked(600, None))
    assert (alone.standing, alone.notes) == (TargetStatus.EXCEEDED, ("答复函没有写日期",))


def test_units_of_a_kind_are_compared_and_shown() -> None:
    board = line(aim(unit="名"), linked(600, date(2020, 1, 1), unit="人"))

    assert board.standing == TargetStatus.EXCEEDED
    assert board.notes == ("目标以“名”计，数据以“人”计",)


def test_other_units_are_not_compared() -> None:
    board = line(aim(unit="名"), linked(600, date(2020, 1, 1), unit="家"))

    assert board.standing == TargetStatus.OPEN
    assert board.notes == ("目标以“名”计，数据以“家”计", "单位不同，不能比较")


@pytest.mark.parametrize(("period", "said"), [("2024年度", False), ("每年", False), ("截至2024年", True), (None, True)])
def test_a_number_of_each_year_is_compared_with_that_of_one_year(period: str | None, said: bool) -> None:
    notes = line(aim("每年"), linked(600, date(2025, 1, 1), period=period)).notes

    assert ("目标按每年计，数据没有写明是哪一年的" in notes) is said
