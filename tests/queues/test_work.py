"""工作台: what waits, kind by kind; the way from one item to the next; and what a publication sets off."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from measures.models import Commitment, Discrepancy, Figure, Indicator, Plan, Target, TargetSuggestion
from measures.queues.kinds import QUEUES, Scope
from measures.queues.menu import count_waiting, said
from measures.queues.places import place_in
from measures.queues.set_off import what_is_set_off
from measures.records import choice_of
from proposals.models import ReplyLetter, Request, RequestAnswer
from tests.queues.walking import Seeds, items, known_figures, landed

pytestmark = pytest.mark.django_db


def test_it_works(editor_client: Client, editor: User, waiting: Seeds) -> None:
    page = editor_client.get("/work/").content.decode()

    for queue in QUEUES.values():
        assert f"{queue.label}（{queue.rows(Scope(editor)).count()}）" in page
        assert len(items(editor_client, queue.name)) == queue.rows(Scope(editor)).count() > 0
    for address in (address for kind in QUEUES for address in items(editor_client, kind)):
        shown = editor_client.get(address)
        assert shown.status_code == 200, address
        assert "queue-place" in shown.content.decode()


def test_the_menu_counts_what_the_queues_hold(
    editor_client: Client, editor: User, waiting: Seeds, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = User.objects.get(pk=editor.pk)
    person.has_perm("x.y")
    with django_assert_num_queries(1):
        counts = count_waiting(person)

    assert counts == {queue.name: queue.rows(Scope(editor)).count() for queue in QUEUES.values()}
    menu = editor_client.get("/topics/").content.decode().partition("</nav>")[0]
    assert re.search(rf'工作台\s*<span class="count">{sum(counts.values())}</span>', menu)
    assert (said(0), said(7), said(100)) == ("", "7", "99+")


def test_what_is_of_letters_that_are_not_published_does_not_wait(editor: User, waiting: Seeds) -> None:
    ReplyLetter.objects.update(status="draft")
    Discrepancy.objects.update(found=False)  # as following a letter that goes does
    counts = count_waiting(User.objects.get(pk=editor.pk))

    assert {name for name, count in counts.items() if count} == {
        "drafts", "plans", "plan_drafts", "requests_due", "requests_new", "requests_begun",
    }  # fmt: skip
    assert counts["drafts"] == QUEUES["drafts"].rows(Scope(editor)).count() == 5


def test_what_is_assigned_to_another_is_theirs(editor: User, administrator: User, waiting: Seeds) -> None:
    ReplyLetter.objects.filter(status="arrived").update(assigned_to=administrator)

    assert count_waiting(editor)["review"] == 0
    assert count_waiting(administrator)["review"] == 1


def test_readers_have_none(reader_client: Client, client: Client, reader: User, waiting: Seeds) -> None:
    assert reader_client.get("/work/").status_code == 403
    assert client.get("/work/")["Location"].startswith("/login/")
    assert count_waiting(reader) == {}
    promise = Commitment.objects.filter(letter=waiting["000"]).first()
    assert promise
    assert "queue-place" not in reader_client.get(f"{promise.get_absolute_url()}?queue=promises").content.decode()


@pytest.mark.parametrize(
    "asked", ["kind=x", "kind=figures&letter=x", "kind=figures&letter=99999999999999999999", "page=x"]
)
def test_what_makes_no_sense_is_passed_over(editor_client: Client, waiting: Seeds, asked: str) -> None:
    assert editor_client.get(f"/work/?{asked}").status_code == 200
    assert editor_client.get(f"/entry/{waiting['001'].pk}/?queue=x&{asked}").status_code == 200


def test_the_way_through_a_queue(editor: User, waiting: Seeds) -> None:
    queue, scope = QUEUES["promises"], Scope(editor)
    first, second, third = queue.rows(scope).values_list("pk", flat=True)[:3]

    place = place_in(queue, scope, second)
    assert (place.number, place.count) == (2, queue.rows(scope).count())
    assert place.previous == f"/commitments/{first}/?queue=promises"
    assert place.following == f"/commitments/{third}/?queue=promises"
    assert place_in(queue, scope, first).previous is None
    gone = place_in(queue, scope, 999_999)
    assert (gone.number, gone.previous, gone.following) == (None, None, f"/commitments/{first}/?queue=promises")


def test_after_a_promise_comes_the_next(editor_client: Client, waiting: Seeds) -> None:
    first, second, *rest = items(editor_client, "promises")
    step = {"state": "under_way", "reason": "已启动", "expected_version": 0}

    assert landed(editor_client.post(second, step)) == (rest[0] if rest else first)
    assert landed(editor_client.post(first, step)) in {*rest, "/work/"}
    assert second not in items(editor_client, "promises")


def test_after_a_discrepancy_comes_the_next(editor_client: Client, waiting: Seeds) -> None:
    first, second = items(editor_client, "checks")
    review = {"action": "close", "reason": "口径不同", "expected_version": 0}

    assert landed(editor_client.post(first, {**review, "reason": ""})) == "/indicators/checks/"
    assert landed(editor_client.post(first, review)) == second
    assert landed(editor_client.post(second, review)) == "/work/"
    letter = waiting["000"].pk
    assert editor_client.get("/work/", {"kind": "checks", "letter": letter}).status_code == 200


def test_after_a_refusal_nothing_goes_on(editor_client: Client, waiting: Seeds) -> None:
    first = items(editor_client, "promises")[0]
    refused = editor_client.post(first, {"state": "under_way", "reason": "", "expected_version": 0})

    assert refused.status_code == 422
    assert "queue-place" in refused.content.decode()


def test_after_a_wording_comes_the_next(editor_client: Client, waiting: Seeds) -> None:
    first, *rest = items(editor_client, "figures")
    (group,) = editor_client.get(first).context["page"].groups
    sent = {
        "action": "confirm",
        "figures": [row.choice for row in group.rows],
        "indicator": group.offer.indicator.pk,
        "expected_version": group.offer.indicator.name,
    }

    stale = editor_client.post(first, {**sent, "expected_version": "另一个名称"})
    assert landed(stale) == first
    assert landed(editor_client.post(first, sent)) == rest[0]
    assert items(editor_client, "figures") == rest


def test_a_target_waits_until_the_last_of_its_figures_is_settled(editor_client: Client, waiting: Seeds) -> None:
    first = items(editor_client, "evidence")[0]
    offers = editor_client.get(first).context["offers"]
    assert offers
    for left, (offer, _) in enumerate(offers, start=1):
        sent = {
            "action": "refuse",
            "figure": offer.figure.pk,
            "expected_figure": str(offer.figure),
            "expected_version": "",
        }
        answer = editor_client.post(first, sent)
        assert (landed(answer) == first) == (left < len(offers))


def test_after_the_last_new_reading_comes_the_next_letter(editor_client: Client, waiting: Seeds) -> None:
    (address,) = items(editor_client, "doubts")
    letter = ReplyLetter.objects.get(pk=waiting["001"].pk)
    page = editor_client.get(address)
    sent = {
        name: field.value() or ""
        for name, field in zip(page.context["header"].fields, page.context["header"], strict=True)
    }
    answer = editor_client.post(address, {**sent, "version": letter.version, "action": "decline:agency"})

    assert landed(answer) == "/work/"
    assert items(editor_client, "doubts") == []


def test_all_of_known_wordings_at_once(editor_client: Client, editor: User, waiting: Seeds) -> None:
    page = editor_client.get("/indicators/offers/all/")
    offered = [row.row.figure for group in page.context["groups"] for row in group.ticked]
    assert len(offered) >= 3
    assert all(figure.printed in page.content.decode() for figure in offered)

    answer = editor_client.post("/indicators/offers/all/", {"expected_version": page.context["expected_version"]})

    assert landed(answer) == "/work/"
    assert f"已认定 {len(offered)} 个数据" in " ".join(map(str, get_messages(answer.wsgi_request)))
    for figure in offered:
        figure.refresh_from_db()
        assert (figure.assigned_by, figure.indicator and figure.indicator.name) == (editor, f"指标{figure.counted}")


@pytest.mark.parametrize("meanwhile", ["assigned", "renamed", "withdrawn", "learnt"])
def test_a_list_that_changed_assigns_nothing(editor_client: Client, waiting: Seeds, meanwhile: str) -> None:
    page = editor_client.get("/indicators/offers/all/")
    first = page.context["groups"][0]
    figure = first.ticked[0].row.figure
    if meanwhile == "assigned":
        sent = {"action": "none", "figures": [choice_of(figure)]}
        editor_client.post("/indicators/offers/", sent)
    elif meanwhile == "renamed":
        Indicator.objects.filter(pk=first.offer.indicator.pk).update(name="改了名")
    elif meanwhile == "withdrawn":
        ReplyLetter.objects.filter(pk=figure.letter_id).update(status="draft")
    else:
        more = known_figures(waiting["000"])[3]
        Indicator.objects.create(name="新的", unit=more.unit).aliases.create(wording=more.counted)
    answer = editor_client.post("/indicators/offers/all/", {"expected_version": page.context["expected_version"]})

    assert landed(answer) == "/indicators/offers/all/"
    assert "什么也没有认定" in " ".join(map(str, get_messages(answer.wsgi_request))) or meanwhile == "withdrawn"
    assert not Figure.objects.filter(indicator__isnull=False).exists()


def test_readers_assign_nothing(reader_client: Client, waiting: Seeds) -> None:
    assert reader_client.get("/indicators/offers/all/").status_code == 403
    assert reader_client.post("/indicators/offers/wordings/1/").status_code == 403


def test_a_wording_that_is_no_more(editor_client: Client, waiting: Seeds) -> None:
    page = editor_client.get("/indicators/offers/wordings/999999/?queue=figures")

    assert page.status_code == 200
    assert "这一件已经看过" in page.content.decode()


def test_a_publication_says_what_it_set_off(editor_client: Client, editor: User, waiting: Seeds) -> None:
    letter = ReplyLetter.objects.get(pk=waiting["002"].pk)
    sent = {"version": letter.version, "action": "publish:nevertheless"}
    answer = editor_client.post(f"/entry/{letter.pk}/publish/", sent)

    told = " ".join(map(str, get_messages(answer.wsgi_request)))
    figures = Figure.objects.filter(letter=letter, assigned_at=None).exclude(passage=None).count()
    promises = Commitment.objects.filter(letter=letter).count()
    assert f"认定 {figures} 个数据</a>" in told
    assert f"{promises} 条承诺待看</a>" in told
    left = dict(what_is_set_off(editor, [letter.pk]))
    assert f"有 {figures} 个数据待认定" in editor_client.get(f"/indicators/offers/?letter={letter.pk}").content.decode()
    for address, words in left.items():
        if address.startswith("/work/"):
            assert f"（{re.findall('[0-9]+', words)[0]}）" in editor_client.get(address).content.decode()
    assert len(left) >= 2


def test_what_is_superseded_or_in_a_draft_plan_does_not_wait(editor: User, waiting: Seeds, plan: Plan) -> None:
    assert TargetSuggestion.objects.exists()
    Plan.objects.update(status="draft")

    assert count_waiting(editor)["evidence"] == QUEUES["evidence"].rows(Scope(editor)).count() == 0
    assert Target.objects.exists()


def test_a_request_waits_in_one_queue_until_it_is_answered(editor: User, waiting: Seeds) -> None:
    kinds = ("requests_due", "requests_new", "requests_begun")
    waits = {kind: [row.number for row in QUEUES[kind].rows(Scope(editor))] for kind in kinds}
    assert waits == {"requests_due": ["1"], "requests_new": ["2"], "requests_begun": ["3"]}
    for row in Request.objects.all():
        RequestAnswer.objects.create(request=row, letter=waiting["000"])
    Request.objects.create(title="参阅件", text="参阅。", role="informed")
    opinion = Request.objects.create(title="只有会办意见", text="建议。")
    ReplyLetter.objects.filter(pk=waiting["001"].pk).update(document_type="会办意见")
    RequestAnswer.objects.create(request=opinion, letter=waiting["001"])
    counts = count_waiting(User.objects.get(pk=editor.pk))
    assert [counts[kind] for kind in kinds] == [0, 1, 0]
    assert [QUEUES[kind].rows(Scope(editor)).count() for kind in kinds] == [0, 1, 0]


def test_the_queries_do_not_grow(
    editor_client: Client, waiting: Seeds, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(32):
        editor_client.get("/work/")


def test_plans_at_the_desk_wait_too(editor_client: Client, waiting: Seeds) -> None:
    (arrived,) = items(editor_client, "plans")
    page = editor_client.get(arrived)
    assert "待核对的方案" in page.content.decode()
    head = page.context["head"]
    sent = {name: field.value() or "" for name, field in zip(head.fields, head, strict=True)}
    sent |= {"version": page.context["plan"].version, "action": "draft", "allow_duplicate": "on"}

    assert landed(editor_client.post(arrived, sent)) == "/entry/plans/"
    assert items(editor_client, "plans") == []
    assert len(items(editor_client, "plan_drafts")) == 2
