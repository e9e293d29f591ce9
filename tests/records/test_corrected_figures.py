"""A number that is corrected in a letter stays the figure that people settled; its checks follow."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from measures.models import Discrepancy, DiscrepancyReview, Figure, Indicator, Plan, Target, TargetEvidence
from measures.records import assign, catch_up_checks
from proposals.models import ReplyLetter
from proposals.records import edit_text
from tests.conftest import settle_figures

pytestmark = pytest.mark.django_db

Seeds = dict[str, ReplyLetter]


def correct(letter: ReplyLetter, old: str, new: str) -> None:
    text = letter.text.replace(old, new)
    assert text != letter.text
    edit_text(letter, text)
    letter.save()


def doubts() -> set[tuple[str, ...]]:
    found = Discrepancy.objects.filter(kind="differs", found=True)
    return {tuple(member.printed.replace(" ", "") for member in check.members.all()) for check in found}


@pytest.fixture
def settled(seeds: Seeds) -> Figure:
    """1239个, of which 002 says 633 个."""
    settle_figures(seeds)
    return Figure.objects.get(printed="1239个")


def test_a_corrected_number_keeps_its_indicator_and_links(settled: Figure, plan: Plan, editor: User) -> None:
    target = Target.objects.filter(item__plan=plan).first()
    assert target is not None
    link = TargetEvidence.objects.create(target=target, figure=settled, by=editor)
    correct(settled.letter, "1239个", "1240个")
    known = Figure.objects.get(pk=settled.pk)

    assert (known.printed, known.low, known.indicator) == ("1240个", 1240, settled.indicator)
    assert TargetEvidence.objects.get(pk=link.pk).figure_id == settled.pk


def test_the_check_of_the_old_number_goes_and_one_of_the_new_comes(settled: Figure) -> None:
    catch_up_checks()
    assert ("633个", "1239个") in doubts()
    correct(settled.letter, "1239个", "1240个")
    catch_up_checks()

    assert ("633个", "1239个") not in doubts()
    assert ("633个", "1240个") in doubts()
    assert not Discrepancy.objects.filter(members__printed="1239个").exists()


def test_a_number_of_another_year_is_no_correction(settled: Figure, editor: User) -> None:
    letter = settled.letter
    correct(letter, "1239个", "1239个，2023年培训技术经纪人100人，2024年培训技术经纪人120人")
    earlier = Figure.objects.get(letter=letter, printed="100人")
    assign([earlier], Indicator.objects.create(name="培训的人", unit="人"), by=editor)
    correct(letter, "2023年培训技术经纪人100人，2024年", "2024年")

    assert not Figure.objects.filter(pk=earlier.pk).exists()
    assert Figure.objects.get(letter=letter, printed="120人").indicator is None


def test_what_people_said_of_the_old_number_is_not_said_of_the_new(settled: Figure, editor: User) -> None:
    old = Discrepancy.objects.get(kind="differs", members__figure=settled)
    DiscrepancyReview.objects.create(discrepancy=old, resolved=True, reason="批次不同", by=editor)
    Discrepancy.objects.filter(pk=old.pk).update(closed=True)
    correct(settled.letter, "1239个", "1240个")
    catch_up_checks()
    new = Discrepancy.objects.get(kind="differs", members__printed="1240个")
    old.refresh_from_db()

    assert (old.closed, old.found, old.reviews.count()) == (True, False, 1)
    assert (new.closed, new.found, new.reviews.count()) == (False, True, 0)

    correct(settled.letter, "1240个", "1239个")
    catch_up_checks()
    old.refresh_from_db()
    assert (old.closed, old.found) == (True, True)
    assert not Discrepancy.objects.filter(pk=new.pk).exists()


def test_a_number_corrected_to_that_of_the_other_letter_leaves_no_doubt(settled: Figure) -> None:
    correct(settled.letter, "1239个", "633个")
    catch_up_checks()

    assert not any("633个" in printed for printed in doubts())


WORDS = "建成概念验证中心{}家，后来建成概念验证中心{}家。"
"""Two numbers of the same counted words in one passage."""


@pytest.fixture
def twins(seeds: Seeds, editor: User) -> list[Figure]:
    """12家 and 20家, settled as two indicators."""
    letter = seeds["000"]
    correct(letter, "截至目前，先期试点", WORDS.format(12, 20) + "截至目前，先期试点")
    figures = list(
        Figure.objects.filter(letter=letter, counted="概念验证中心", unit="家", printed__in=("12家", "20家"))
    )
    pair = [one for one in figures if one.passage_id == figures[-1].passage_id]
    assert [one.printed for one in pair] == ["12家", "20家"]
    for number, figure in enumerate(pair):
        assign([figure], Indicator.objects.create(name=f"中心{number}", unit="家"), by=editor)
    return pair


@pytest.mark.parametrize(
    ("corrected", "kept"),
    [
        ((12, 21), ("中心0", "中心1")),
        ((13, 20), ("中心0", "中心1")),
        ((13, 21), ("中心0", "中心1")),
        ((20, 12), ("中心1", "中心0")),
        ((20, 13), ("中心1", "中心0")),
    ],
)
def test_of_two_that_count_the_same_those_that_print_the_same_are_matched_first(
    twins: list[Figure], corrected: tuple[int, int], kept: tuple[str, str]
) -> None:
    letter = ReplyLetter.objects.get(pk=twins[0].letter_id)
    correct(letter, WORDS.format(12, 20), WORDS.format(*corrected))
    figures = Figure.objects.filter(letter=letter, indicator__name__startswith="中心").order_by("start")

    assert [(one.printed, one.indicator.name) for one in figures if one.indicator] == [
        (f"{number}家", name) for number, name in zip(corrected, kept, strict=True)
    ]


def test_one_of_two_that_goes_leaves_the_other_unsettled_if_it_is_corrected_too(twins: list[Figure]) -> None:
    """Which of the two it was, nobody said."""
    letter = ReplyLetter.objects.get(pk=twins[0].letter_id)
    correct(letter, WORDS.format(12, 20), "建成概念验证中心16家。")

    assert not Figure.objects.filter(letter=letter, indicator__name__startswith="中心").exists()
    assert Figure.objects.filter(letter=letter, printed="16家", assigned_at=None).exists()
