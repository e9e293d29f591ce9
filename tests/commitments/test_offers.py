"""Later passages offered as evidence: only later ones, the likeliest first, each with its reasons."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from kejiting import catalogue
from kejiting.search import IndexUnavailable
from kejiting.text.fold import fold
from measures.commitments.offers import offers_for
from measures.models import Commitment, Indicator, Wording
from proposals.models import ReplyLetter
from tests.commitments.following import Seeds, passage, promise

pytestmark = pytest.mark.django_db


def laboratories(seeds: Seeds) -> Commitment:
    """筹建 stands in prose, where nothing is taken for a promise by itself."""
    held = passage(seeds["003"], "谋划筹建长白山实验室")
    words = "谋划筹建长白山实验室、三江实验室、吉光实验室3个省实验室"
    start = held.text.index(words)
    return Commitment.objects.create(
        letter=seeds["003"],
        passage=held,
        start=start,
        end=start + len(words),
        words=words,
        folded=fold(words),
        what=words,
        checkable="number_or_date",
    )


@pytest.mark.parametrize(
    ("number", "promised", "came_of_it"),
    [
        ("003", None, "省市每年投入6亿元"),
        ("002", "政策宣讲全覆盖", "政策宣讲培训19场"),
        ("003", "人才政策升级版", "人才政策3.0版"),
    ],
)
def test_what_came_of_a_promise_is_among_the_first_three(
    seeds: Seeds, number: str, promised: str | None, came_of_it: str
) -> None:
    commitment = promise(seeds[number], promised) if promised else laboratories(seeds)
    first = offers_for(commitment).offers[:3]

    assert any(came_of_it in fold(offer.passage.text) for offer in first)


def test_only_later_answers_are_offered(seeds: Seeds) -> None:
    for commitment in Commitment.objects.select_related("letter"):
        for offer in offers_for(commitment).offers:
            assert offer.passage.letter.written_on > commitment.letter.written_on
            assert offer.passage.part in ("measures", "outcomes", "prose")


def test_drafts_are_not_offered(seeds: Seeds) -> None:
    ReplyLetter.objects.exclude(pk=seeds["002"].pk).update(status="draft")

    assert offers_for(promise(seeds["002"], "政策宣讲全覆盖")).offers == ()


def test_what_is_cited_already_is_not_offered_again(seeds: Seeds) -> None:
    commitment = promise(seeds["002"], "政策宣讲全覆盖")
    first, second, *_ = offers_for(commitment).offers

    assert offers_for(commitment, {first.passage.pk}).offers[0].passage == second.passage


def test_the_score_is_the_sum_of_its_reasons(seeds: Seeds) -> None:
    for offer in offers_for(promise(seeds["002"], "政策宣讲全覆盖")).offers:
        assert offer.score == pytest.approx(sum(reason.points for reason in offer.reasons))
        assert "<mark>" in offer.marked


def test_a_common_indicator_is_a_reason(seeds: Seeds) -> None:
    Wording.objects.create(indicator=Indicator.objects.create(name="宣讲场次", unit="场"), words="政策宣讲")
    first = offers_for(promise(seeds["002"], "政策宣讲全覆盖")).offers[0]

    assert ("说到同一指标", "政策宣讲") in [(reason.says, reason.words) for reason in first.reasons]


@pytest.mark.parametrize("written_on", [None, date(2999, 1, 1)])
def test_where_nothing_is_later_nothing_is_offered(seeds: Seeds, written_on: date | None) -> None:
    commitment = promise(seeds["002"], "政策宣讲全覆盖")
    commitment.letter.written_on = written_on

    assert offers_for(commitment).offers == ()


def test_without_an_index_the_page_says_so(client: Client, seeds: Seeds, monkeypatch: pytest.MonkeyPatch) -> None:
    def unavailable() -> None:
        raise IndexUnavailable("no index")

    monkeypatch.setattr(catalogue, "rebuild", unavailable)
    page = client.get(promise(seeds["002"], "政策宣讲全覆盖").get_absolute_url())

    assert page.context["no_index"]
    assert "检索目录正在重建" in page.content.decode()
