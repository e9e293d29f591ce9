"""Those who made proposals."""

from __future__ import annotations

import pytest
from django.test import Client

from proposals.models import Delegate, ReplyLetter, Status
from proposals.records import set_status
from tests.pages.list_parts import chips_of

pytestmark = pytest.mark.django_db


def test_the_list_works(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    assert {delegate.name for delegate in client.get("/delegates/").context["page"]} == {
        "王洪福",
        "李锐",
        "王松伟",
        "王宇辉",
    }


def test_a_name_narrows_it(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    assert len(client.get("/delegates/", {"name": "王"}).context["page"]) == 3
    assert "未找到这个姓名" in client.get("/delegates/", {"name": "赵\0钱"}).content.decode()


def test_a_delegate_has_all_letters(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    delegate = Delegate.objects.get(name="王洪福")
    page = client.get(delegate.get_absolute_url()).content.decode()

    assert seeds["000"].get_absolute_url() in page
    assert "推动省内高校建设专门的技术转移机构" in page


def test_drafts_do_not_count(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    set_status(seeds["000"], Status.WITHDRAWN, reason="误传")
    delegate = Delegate.objects.get(name="王洪福")

    assert delegate not in client.get("/delegates/").context["page"]
    assert client.get(delegate.get_absolute_url()).status_code == 404
    assert client.get("/", {"q": "王洪福"}).context["found"].jumps == ()


def test_what_arrived_is_in_no_list(editor_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    """Not even for editors: it waits at the desk."""
    ReplyLetter.objects.filter(pk=seeds["000"].pk).update(status=Status.ARRIVED)

    assert editor_client.get(Delegate.objects.get(name="王洪福").get_absolute_url()).status_code == 404


def test_names_stand_in_the_order_of_pinyin(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    page = client.get("/delegates/")

    assert [delegate.name for delegate in page.context["page"]] == ["李锐", "王洪福", "王松伟", "王宇辉"]
    assert [label for label, _, _ in chips_of(page, "按拼音首字母")] == ["全部", "L", "W"]


def test_a_letter_narrows_it(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    assert [one.name for one in client.get("/delegates/?letter=l").context["page"]] == ["李锐"]
    assert len(client.get("/delegates/?letter=%3F").context["page"]) == 4
    Delegate.objects.filter(name="李锐").update(pinyin="5g")
    assert [one.name for one in client.get("/delegates/?letter=其他").context["page"]] == ["李锐"]


@pytest.mark.parametrize("name", ["whf", "wanghongfu", "Wang hong", "wh", "洪福", "王洪福委员"])
def test_people_are_found_by_pinyin_on_every_list(client: Client, seeds: dict[str, ReplyLetter], name: str) -> None:
    """By beginnings in the list of people; of letters by the whole name, however it is spelled."""
    people = client.get("/delegates/", {"name": name}).context["page"]
    assert "王洪福" in {delegate.name for delegate in people}
    letters = client.get("/letters/", {"delegate": name}).context["page"]
    assert list(letters) == ([seeds["000"]] if name in {"whf", "wanghongfu", "王洪福委员"} else [])
    answered = client.get("/api/letters", {"delegate": name}).json()
    assert [one["id"] for one in answered["items"]] == [letter.pk for letter in letters]
