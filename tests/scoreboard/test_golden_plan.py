"""The 38 targets of the fixture plan against the fixture letters, as they were compared by hand."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from lxml import html

from measures.models import Figure, Plan, TargetEvidence, TargetSuggestion
from measures.models.target_status import TargetStatus
from measures.plans.progress import TargetProgress, progress_bar
from measures.plans.rows import lines_of
from measures.records.suggestions import refresh_suggestions, suggest_for_plan
from proposals.models import ReplyLetter
from tests.pages.list_parts import chips_of

pytestmark = pytest.mark.django_db

Seeds = dict[str, ReplyLetter]
# Counted in the order of the text, from 1: 500名专业化技术转移人才, 6个分市场, 每年100名左右技术经纪人
REPORTED = {3: {"900余人", "508人", "2518人", "2309人", "209人"}, 11: {"9个"}}
REPORTED[14] = REPORTED[3]


def offered(plan: Plan) -> dict[int, set[str]]:
    numbers = {line.target.pk: number for number, line in enumerate(lines_of(plan), 1)}
    found: dict[int, set[str]] = {}
    for offer in TargetSuggestion.objects.select_related("figure"):
        found.setdefault(numbers[offer.target_id], set()).add(offer.figure.printed)
    return found


def test_three_targets_may_have_figures_and_the_others_none(seeds: Seeds, plan: Plan) -> None:
    assert offered(plan) == REPORTED
    parts = [(part.progress, part.count) for part in progress_bar(lines_of(plan), date(2026, 1, 1))]
    assert parts == [(TargetProgress.OFFERED, 3), (TargetProgress.UNREPORTED, 35)]


def test_the_bar_and_the_sentence_below_say_the_same_parts(client: Client, seeds: Seeds, plan: Plan) -> None:
    page = client.get(plan.get_absolute_url())
    (below,) = html.fromstring(page.content.decode()).xpath("//*[@id='targets']//div[@class='result-line']/p[1]")
    said = " ".join(below.text_content().split())

    assert said.startswith("有可能对应的数据，待认定 3 个；没有报告的数据 35 个。")
    assert [label for label, _, _ in chips_of(page, "目标的状态")] == said.partition("。")[0].split("；")


def test_it_is_the_same_whether_the_plan_or_the_letters_came_first(plan: Plan, seeds: Seeds) -> None:
    assert offered(plan) == REPORTED
    TargetSuggestion.objects.all().delete()
    suggest_for_plan(plan)
    assert offered(plan) == REPORTED
    for letter in seeds.values():
        refresh_suggestions(letter)
    assert offered(plan) == REPORTED


@pytest.mark.parametrize(
    ("number", "printed", "standing"),
    [
        (3, ["900余人"], TargetStatus.EXCEEDED),
        (3, ["508人", "900余人"], TargetStatus.EXCEEDED),
        (3, ["508人"], TargetStatus.EXCEEDED),
        (11, ["9个"], TargetStatus.EXCEEDED),
        (14, ["900余人"], TargetStatus.EXCEEDED),
        (14, ["2518人", "508人"], TargetStatus.EXCEEDED),
    ],
)
def test_what_is_linked_tells_how_far_a_target_was_met(
    seeds: Seeds, plan: Plan, number: int, printed: list[str], standing: TargetStatus
) -> None:
    target = lines_of(plan)[number - 1].target
    TargetEvidence.objects.bulk_create(
        TargetEvidence(target=target, figure=offer.figure)
        for offer in TargetSuggestion.objects.filter(target=target, figure__printed__in=printed)
    )
    line = lines_of(plan)[number - 1]

    assert {one.figure.printed for one in line.reported} == set(printed)
    assert line.standing == standing


def test_a_letter_in_time_decides_over_a_later_one(seeds: Seeds, plan: Plan) -> None:
    """500名 by 2020: 900余 of May 2020 decides, not what was reported in 2025, which is called late."""
    target = lines_of(plan)[2].target
    for printed in ("900余人", "2518人"):
        TargetEvidence.objects.create(target=target, figure=Figure.objects.get(printed=printed))
    line = lines_of(plan)[2]

    assert [(one.figure.printed, one.is_late) for one in line.reported] == [("2518人", True), ("900余人", False)]
    assert [one.figure.printed for one in line.deciding] == ["900余人"]
    assert line.reported[0].notes == ("2025年才报告，期限是2020年", "目标以“名”计，数据以“人”计")
    assert line.notes == ("目标以“名”计，数据以“人”计",)


def test_centres_of_another_kind_are_not_offered(seeds: Seeds, plan: Plan) -> None:
    """20家科技成果转化中试中心 are not the 20个行业中试中心."""
    assert Figure.objects.filter(counted="科技成果转化中试中心").count() == 2
    assert not TargetSuggestion.objects.filter(figure__counted__contains="中试中心").exists()
