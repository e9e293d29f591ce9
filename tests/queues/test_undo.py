"""撤销上一步 of the queues: what was done is undone and waits again, and what was changed since stays."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client

from measures.models import (
    Commitment,
    CommitmentState,
    DiscrepancyReview,
    Figure,
    IndicatorAlias,
    RefusedFigure,
    SupersededTarget,
    TargetEvidence,
)
from measures.records import take_step
from tests.queues.walking import Seeds, items, landed

pytestmark = pytest.mark.django_db


def undo(client: Client) -> HttpResponse:
    return client.post("/work/undo/", {"key": client.session["last_deed"]["key"]})


def told(answer: HttpResponse) -> str:
    return " ".join(map(str, get_messages(answer.wsgi_request)))  # type: ignore[attr-defined]


def assign(client: Client, address: str) -> None:
    (group,) = client.get(address).context["page"].groups
    sent = {
        "action": "confirm",
        "figures": [row.choice for row in group.rows],
        "indicator": group.offer.indicator.pk,
        "expected_version": group.offer.indicator.name,
    }
    client.post(address, sent)


def send_review(client: Client, address: str, action: str) -> HttpResponse:
    page = client.get(address)
    header = page.context["header"]
    sent = {name: field.value() or "" for name, field in zip(header.fields, header, strict=True)}
    sent |= {"version": page.context["letter"].version, "action": action}
    return client.post(address, sent)  # type: ignore[return-value]


def test_figures_wait_again_by_the_same_wording(editor_client: Client, waiting: Seeds) -> None:
    before = items(editor_client, "figures")
    wordings = set(IndicatorAlias.objects.values_list("pk", flat=True))
    assign(editor_client, before[0])
    assert items(editor_client, "figures") == before[1:]
    assert "data-undo" in editor_client.get(before[1]).content.decode()

    answer = undo(editor_client)

    assert landed(answer) == before[0]
    assert told(answer).startswith("已撤销：已把")
    assert items(editor_client, "figures") == before
    assert not Figure.objects.filter(assigned_at__isnull=False).exists()
    assert set(IndicatorAlias.objects.values_list("pk", flat=True)) == wordings
    assert "data-undo" not in editor_client.get(before[1]).content.decode()


def test_all_at_once_are_taken_back_at_once(editor_client: Client, waiting: Seeds) -> None:
    before = items(editor_client, "figures")
    page = editor_client.get("/indicators/offers/all/")
    editor_client.post("/indicators/offers/all/", {"expected_version": page.context["expected_version"]})
    assert items(editor_client, "figures") == []
    assert "data-undo" in editor_client.get("/work/").content.decode()

    undo(editor_client)

    assert items(editor_client, "figures") == before


def test_what_was_assigned_otherwise_since_stays(editor_client: Client, waiting: Seeds) -> None:
    assign(editor_client, items(editor_client, "figures")[0])
    figure = Figure.objects.filter(assigned_at__isnull=False)[0]
    Figure.objects.filter(pk=figure.pk).update(indicator=None)

    assert "没有撤销：" in told(undo(editor_client))
    assert Figure.objects.filter(assigned_at__isnull=False).exists()


def test_a_promise_is_open_again_by_a_step_that_says_so(editor_client: Client, waiting: Seeds) -> None:
    before = items(editor_client, "promises")
    editor_client.post(before[1], {"state": "done", "reason": "已办", "expected_version": 0})
    assert before[1] not in items(editor_client, "promises")

    answer = undo(editor_client)

    assert (landed(answer), items(editor_client, "promises")) == (before[1], before)
    promise = Commitment.objects.get(steps__isnull=False, steps__reason="已办")
    assert [step.reason for step in promise.steps.order_by("pk")] == ["已办", "撤销上一步"]


def test_a_discrepancy_is_open_again_by_a_review_that_says_so(editor_client: Client, waiting: Seeds) -> None:
    before = items(editor_client, "checks")
    editor_client.post(before[0], {"action": "close", "reason": "口径不同", "expected_version": 0})
    assert items(editor_client, "checks") == before[1:]

    answer = undo(editor_client)

    assert (landed(answer), items(editor_client, "checks")) == (before[0], before)
    assert told(answer).startswith("已撤销：“疑点")
    reviews = DiscrepancyReview.objects.order_by("pk").values_list("reason", flat=True)
    assert list(reviews) == ["口径不同", "撤销上一步"]


def test_a_step_of_somebody_else_stays(editor_client: Client, administrator: User, waiting: Seeds) -> None:
    first = items(editor_client, "promises")[0]
    editor_client.post(first, {"state": "under_way", "reason": "已启动", "expected_version": 0})
    promise = Commitment.objects.get(steps__isnull=False)
    take_step(promise, CommitmentState.DONE, expected_version=1, by=administrator, reason="办结")

    assert "没有撤销：别人刚刚更新了" in told(undo(editor_client))
    assert Commitment.objects.get(pk=promise.pk).state == CommitmentState.DONE


def test_what_was_called_no_promise_is_one_again(editor_client: Client, waiting: Seeds) -> None:
    before = items(editor_client, "promises")
    address, _, asked = before[0].partition("?")
    editor_client.post(
        f"{address}verdict/?{asked}", {"action": "set_aside", "reason": "不是承诺", "expected_version": 0}
    )
    assert before[0] not in items(editor_client, "promises")

    assert landed(undo(editor_client)) == before[0]
    assert items(editor_client, "promises") == before


@pytest.mark.parametrize("action", ["link", "refuse", "supersede"])
def test_a_target_is_offered_the_same_again(editor_client: Client, waiting: Seeds, action: str) -> None:
    before = items(editor_client, "evidence")
    (offer, _), *_ = editor_client.get(before[0]).context["offers"]
    figure = {"figure": offer.figure.pk, "expected_figure": str(offer.figure)}
    editor_client.post(before[0], {"action": action, "expected_version": "", "reason": "已被调整", **figure})
    changed = (TargetEvidence, RefusedFigure, SupersededTarget)
    assert sum(model.objects.count() for model in changed) == 1

    assert "已撤销：" in told(undo(editor_client))
    assert sum(model.objects.count() for model in changed) == 0
    assert items(editor_client, "evidence") == before


def test_a_new_reading_is_offered_again(editor_client: Client, waiting: Seeds) -> None:
    (address,) = items(editor_client, "doubts")
    send_review(editor_client, address, "decline:agency")
    assert items(editor_client, "doubts") == []

    answer = undo(editor_client)

    assert landed(answer) == address
    assert "已撤销：《" in told(answer)
    assert items(editor_client, "doubts") == [address]


def test_what_was_given_up_arrives_again(editor_client: Client, waiting: Seeds) -> None:
    before = items(editor_client, "review")
    send_review(editor_client, before[0], "discard")
    assert items(editor_client, "review") == before[1:]

    undo(editor_client)

    assert items(editor_client, "review") == before


def test_nothing_is_undone_twice_or_behind_another_deed(editor_client: Client, waiting: Seeds) -> None:
    first, second, *_ = items(editor_client, "promises")
    step = {"state": "under_way", "reason": "已启动", "expected_version": 0}
    editor_client.post(first, step)
    shown = {"key": editor_client.session["last_deed"]["key"]}
    editor_client.post(second, step)

    assert "没有撤销" in told(editor_client.post("/work/undo/", shown))  # type: ignore[arg-type]
    assert Commitment.objects.filter(state=CommitmentState.UNDER_WAY).count() == 2
    newest = {"key": editor_client.session["last_deed"]["key"]}
    editor_client.post("/work/undo/", newest)
    editor_client.post("/work/undo/", newest)
    assert Commitment.objects.filter(state=CommitmentState.UNDER_WAY).count() == 1


def test_a_publication_ends_what_could_be_undone(editor_client: Client, waiting: Seeds) -> None:
    editor_client.post(items(editor_client, "promises")[0], {"state": "done", "reason": "已办", "expected_version": 0})
    send_review(editor_client, items(editor_client, "drafts")[0], "publish:nevertheless")

    assert "last_deed" not in editor_client.session


def test_who_lost_the_right_undoes_nothing(editor_client: Client, waiting: Seeds) -> None:
    editor_client.post(items(editor_client, "promises")[0], {"state": "done", "reason": "已办", "expected_version": 0})
    key = editor_client.session["last_deed"]["key"]
    User.objects.get(pk=editor_client.session["_auth_user_id"]).groups.clear()

    assert editor_client.post("/work/undo/", {"key": key}).status_code == 403
    assert editor_client.get("/work/undo/").status_code == 405
