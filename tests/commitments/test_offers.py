"""Later passages offered as evidence: only later ones, the likeliest first, each with its reasons."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from kejiting.indexing import sync
from kejiting.search import IndexUnavailable
from kejiting.text.fold import fold
from measures.commitments.evidence_suggestions import suggest_evidence
from measures.models import Commitment, Indicator, IndicatorAlias
from proposals.models import ReplyLetter
from tests.commitments.following import Seeds, promise
from tests.commitments.ruling import LABORATORIES

pytestmark = pytest.mark.django_db


def assert_offered(commitment: Commitment, came_of_it: str) -> None:
    """Among the first three."""
    first = suggest_evidence(commitment).offers[:3]
    assert any(came_of_it in fold(offer.passage.text) for offer in first)


@pytest.mark.parametrize(
    ("number", "promised", "came_of_it"),
    [
        ("002", "政策宣讲全覆盖", "政策宣讲培训19场"),
        ("003", "人才政策升级版", "人才政策3.0版"),
    ],
)
def test_what_came_of_a_promise_is_among_the_first_three(
    seeds: Seeds, number: str, promised: str, came_of_it: str
) -> None:
    assert_offered(promise(seeds[number], promised), came_of_it)


@pytest.mark.parametrize("words", [LABORATORIES, ""])
def test_what_came_of_a_promise_that_a_person_found_in_prose(editor_client: Client, seeds: Seeds, words: str) -> None:
    """By words copied from it, and by the press of a button beside the sentence that is offered."""
    page = editor_client.get(f"/commitments/letters/{seeds['003'].pk}/")
    (offer,) = (one for one in page.context["offers"] if LABORATORIES in one.words)
    said = {"sentence": offer.key, "words": words, "expected_version": seeds["003"].version}
    response = editor_client.post(f"/commitments/passages/{offer.passage.pk}/", said)
    commitment = promise(seeds["003"], LABORATORIES)

    assert response["Location"] == commitment.get_absolute_url()
    assert (commitment.origin, commitment.verifiability) == ("person", "number_or_date")
    assert_offered(commitment, "省市每年投入6亿元")


def test_only_later_answers_are_offered(seeds: Seeds) -> None:
    for commitment in Commitment.objects.select_related("letter"):
        for offer in suggest_evidence(commitment).offers:
            assert offer.passage.letter.written_on > commitment.letter.written_on
            assert offer.passage.part in ("measures", "outcomes", "prose")


def test_drafts_are_not_offered(seeds: Seeds) -> None:
    ReplyLetter.objects.exclude(pk=seeds["002"].pk).update(status="draft")

    assert suggest_evidence(promise(seeds["002"], "政策宣讲全覆盖")).offers == ()


def test_what_is_cited_already_is_not_offered_again(seeds: Seeds) -> None:
    commitment = promise(seeds["002"], "政策宣讲全覆盖")
    first, second, *_ = suggest_evidence(commitment).offers

    assert suggest_evidence(commitment, {first.passage.pk}).offers[0].passage == second.passage


def test_the_score_is_the_sum_of_its_reasons(seeds: Seeds) -> None:
    for offer in suggest_evidence(promise(seeds["002"], "政策宣讲全覆盖")).offers:
        assert offer.score == pytest.approx(sum(reason.points for reason in offer.reasons))
        assert "<mark>" in offer.marked


def test_a_common_indicator_is_a_reason(seeds: Seeds) -> None:
    IndicatorAlias.objects.create(indicator=Indicator.objects.create(name="宣讲场次", unit="场"), wording="政策宣讲")
    first = suggest_evidence(promise(seeds["002"], "政策宣讲全覆盖")).offers[0]

    assert ("说到同一指标", "政策宣讲") in [(reason.says, reason.words) for reason in first.reasons]


@pytest.mark.parametrize("written_on", [None, date(2999, 1, 1)])
def test_where_nothing_is_later_nothing_is_offered(seeds: Seeds, written_on: date | None) -> None:
    commitment = promise(seeds["002"], "政策宣讲全覆盖")
    commitment.letter.written_on = written_on

    assert suggest_evidence(commitment).offers == ()


def test_without_an_index_the_page_says_so(client: Client, seeds: Seeds, monkeypatch: pytest.MonkeyPatch) -> None:
    def unavailable() -> None:
        raise IndexUnavailable("no index")

    monkeypatch.setattr(sync, "rebuild", unavailable)
    page = client.get(promise(seeds["002"], "政策宣讲全覆盖").get_absolute_url())

    assert page.context["no_index"]
    assert "检索目录正在重建" in page.content.decode()
