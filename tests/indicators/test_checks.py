"""Doubts follow the figures, people close them with a reason, and what people said stays."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client

from measures.models import Discrepancy, Figure, Indicator, PendingRecheck
from measures.records import assign, catch_up_checks, refresh_ledger, release
from proposals.models import ReplyLetter, Status
from proposals.records import delete_letter, edit_text, set_status

pytestmark = pytest.mark.django_db

Seeds = dict[str, ReplyLetter]


@pytest.fixture
def check(settled: dict[str, Indicator]) -> Discrepancy:
    """633个, 1239个."""
    return settled["职务科技成果转化"].discrepancies.get()


def told(response: HttpResponse) -> str:
    assert response.status_code == 302
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def answer(client: Client, check: Discrepancy, deed: str, seen: object, reason: str = "两处批次不同") -> str:
    return told(client.post(check.get_absolute_url(), {"action": deed, "expected_version": seen, "reason": reason}))


def listed(client: Client, **parameters: object) -> list[Any]:
    response = client.get("/indicators/checks/", parameters)
    assert response.status_code == 200
    return [row.check for row in response.context["rows"]]


def test_both_passages_stand_side_by_side(client: Client, check: Discrepancy, seeds: Seeds) -> None:
    page = client.get(check.get_absolute_url()).content.decode()

    assert "请核口径" in page
    assert "<mark>633个</mark>" in page
    assert "<mark>1239个</mark>" in page
    assert "吉科发规划〔2025〕59号，2025年5月27日" in page
    assert "吉科发成〔2025〕84号，2025年6月18日，第五项" in page
    for figure in Figure.objects.filter(pk__in=check.members.values("figure")):
        assert f'href="{figure.get_absolute_url()}"' in page
    assert "错误" not in page


def test_figures_of_one_sentence_are_quoted_once(client: Client, settled: dict[str, Indicator]) -> None:
    page = client.get(Discrepancy.objects.get(kind="sum_holds").get_absolute_url()).content.decode()

    assert page.count("<blockquote>") == 1
    assert page.count("<mark>") == 3


def test_the_list_is_newest_first_and_of_one_indicator_if_asked(client: Client, settled: dict[str, Indicator]) -> None:
    checks = listed(client)

    assert len(checks) == 4
    assert all(check.is_doubt for check in checks)
    assert [check.newest for check in checks] == sorted((check.newest for check in checks), reverse=True)
    assert [one.kind for one in listed(client, indicator=settled["校企联合技术创新实验室"].pk)] == ["unchanged"]
    assert listed(client, indicator="x") == []


def words_of(answer: Any) -> str:
    """What the page says, without its tags."""
    return re.sub("<[^>]*>", "", answer.content.decode())


def test_closing_with_a_reason_stays_and_is_shown_folded(
    editor_client: Client, client: Client, check: Discrepancy, settled: dict[str, Indicator]
) -> None:
    assert "核对完毕" in answer(editor_client, check, "close", 0)
    assert check not in listed(client)
    assert listed(client, state="closed") == [check]

    page = client.get(settled["职务科技成果转化"].get_absolute_url())
    assert [row.check for row in page.context["closed"]] == [check]
    assert page.context["doubts"] == []
    assert "核对完毕：两处批次不同" in page.content.decode()
    seen_by_editor = editor_client.get(settled["职务科技成果转化"].get_absolute_url())
    assert "核对完毕（编辑）：两处批次不同" in words_of(seen_by_editor)


def test_opening_again(editor_client: Client, check: Discrepancy) -> None:
    answer(editor_client, check, "close", 0)
    answer(editor_client, check, "reopen", 1, reason="范围核实为同一批")
    check.refresh_from_db()

    assert not check.closed
    assert [(review.resolved, review.reason) for review in check.reviews.all()] == [
        (True, "两处批次不同"),
        (False, "范围核实为同一批"),
    ]


def test_the_name_stays_when_the_account_goes(
    editor_client: Client, reader_client: Client, editor: User, check: Discrepancy
) -> None:
    answer(editor_client, check, "close", 0)
    editor.delete()

    assert check.reviews.get().by is None
    assert "核对完毕（编辑）：两处批次不同" in words_of(reader_client.get(check.get_absolute_url()))


def test_what_cannot_be_answered_is_said(editor_client: Client, client: Client, check: Discrepancy) -> None:
    assert "请写明理由" in answer(editor_client, check, "close", 0, reason=" \0 ")
    assert "别人刚刚核对过" in answer(editor_client, check, "close", 1)
    assert "没有这样的操作" in answer(editor_client, check, "fly", 0)
    assert (
        client.post(check.get_absolute_url(), {"action": "close", "expected_version": 0, "reason": "无"}).status_code
        == 403
    )
    assert not check.reviews.exists()

    address = check.get_absolute_url()
    check.delete()
    assert "已经没有了" in told(editor_client.post(address, {"action": "close", "expected_version": 0, "reason": "无"}))
    assert editor_client.get(address).status_code == 404


def test_a_closed_check_outlives_reading_again(editor_client: Client, check: Discrepancy, seeds: Seeds) -> None:
    answer(editor_client, check, "close", 0)
    letter = seeds["000"]
    edit_text(letter, letter.text.replace("截至目前，先期试点", "截至目前，最先试点"))
    letter.save()
    refresh_ledger(letter)
    catch_up_checks()
    check.refresh_from_db()

    assert (check.closed, check.found, check.reviews.count()) == (True, True, 1)


def test_what_was_closed_stays_when_the_figure_goes(
    editor_client: Client, client: Client, check: Discrepancy, seeds: Seeds
) -> None:
    answer(editor_client, check, "close", 0)
    letter = seeds["000"]
    edit_text(letter, letter.text.replace("1239", "1240"))
    letter.save()
    catch_up_checks()
    check.refresh_from_db()

    assert (check.closed, check.found) == (True, False)
    assert [member.printed for member in check.members.all()] == ["633个", "1239个"]
    assert "当时的出处：吉科发成〔2025〕84号" in editor_client.get(check.get_absolute_url()).content.decode()
    assert client.get(check.get_absolute_url()).status_code == 404
    for one, count in ((client, 0), (editor_client, 1)):
        page = one.get("/indicators/checks/", {"state": "closed"})
        assert (page.context["page"].paginator.count, len(page.context["rows"])) == (count, count)


def test_nothing_is_stale(client: Client, check: Discrepancy, seeds: Seeds) -> None:
    """Withdrawn, published again, dated otherwise, deleted."""
    letter = seeds["000"]
    set_status(letter, Status.WITHDRAWN, reason="误发")
    assert listed(client) == []

    set_status(letter, Status.PUBLISHED)
    assert len(listed(client)) == 4

    letter.written_on = date(2026, 6, 18)
    letter.save()
    assert {one.kind for one in listed(client)} == {"unchanged"}

    delete_letter(letter)
    assert listed(client) == []


def test_a_check_follows_its_figures_to_another_indicator(
    editor_client: Client, editor: User, check: Discrepancy, settled: dict[str, Indicator]
) -> None:
    answer(editor_client, check, "close", 0)
    other = Indicator.objects.create(name="转化成果", unit="个")
    assign(list(settled["职务科技成果转化"].figures.all()), other, by=editor)
    catch_up_checks()
    check.refresh_from_db()

    assert (check.indicator, check.found, check.closed) == (other, True, True)


@pytest.mark.parametrize("closed", [False, True])
def test_a_sum_stays_while_any_of_its_figures_is_settled(
    editor_client: Client, settled: dict[str, Indicator], closed: bool
) -> None:
    owner, beside = settled["合格技术经纪人"], settled["初级技术经纪人"]
    total = Discrepancy.objects.get(kind="sum_holds")
    Discrepancy.objects.filter(pk=total.pk).update(indicator=owner)
    if closed:
        answer(editor_client, total, "close", 0)
    release([Figure.objects.get(printed="2518人")])
    catch_up_checks()
    total.refresh_from_db()
    assert (total.found, total.indicator) == (True, beside)

    release([Figure.objects.get(printed="2309人")])
    catch_up_checks()
    total.refresh_from_db()
    assert (total.found, total.indicator) == (True, settled["中级技术经理人"])

    release([Figure.objects.get(printed="209人")])
    catch_up_checks()
    assert not Discrepancy.objects.filter(pk=total.pk, found=True).exists()
    assert Discrepancy.objects.filter(pk=total.pk).exists() == closed


def test_the_page_of_a_check_is_not_stale(client: Client, check: Discrepancy, seeds: Seeds) -> None:
    seeds["000"].written_on = date(2026, 6, 18)
    seeds["000"].save()

    assert client.get(check.get_absolute_url()).status_code == 404


def test_people_are_named_as_elsewhere(editor_client: Client, client: Client, editor: User, check: Discrepancy) -> None:
    editor.first_name, editor.last_name = "小明", "王"
    editor.save()
    answer(editor_client, check, "close", 0)
    page = editor_client.get(check.get_absolute_url()).content.decode()

    assert "王小明" in page
    assert "王小明" not in client.get(check.get_absolute_url()).content.decode()


def test_letters_without_settled_figures_touch_no_check(
    settled: dict[str, Indicator], seeds: Seeds, django_assert_max_num_queries: Any
) -> None:
    letter = seeds["001"]
    Figure.objects.filter(letter=letter).update(indicator=None)
    letter.save()
    catch_up_checks()
    letter.save()

    assert PendingRecheck.objects.count() == 0
    with django_assert_max_num_queries(1):
        catch_up_checks()
