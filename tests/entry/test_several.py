"""Several letters of the queue at once: what was done, and what was refused and why."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter, stage_letter
from proposals.models import ReplyLetter
from proposals.records import assign_letter
from tests.entry.desk_tools import seed, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


@pytest.fixture
def arrived(editor: User) -> list[ReplyLetter]:
    """The second one has no number."""
    return [stage_letter(read_letter(f"{number}.txt", seed(number)), by=editor) for number in ("000", "002", "003")]


def send(client: Client, action: str, *letters: ReplyLetter, **sent: str) -> HttpResponse:
    rows = [f"{letter.pk}:{letter.version}" for letter in letters]
    return client.post(reverse("entry_several"), {"letters": rows, "action": action, **sent}, follow=True)


def statuses(letters: list[ReplyLetter]) -> list[str | None]:
    now = dict(ReplyLetter.objects.values_list("pk", "status"))
    return [now.get(letter.pk) for letter in letters]


def test_it_works(editor_client: Client, arrived: list[ReplyLetter]) -> None:
    """Published, but for the one that lacks something: that is told, with a link to it."""
    page = send(editor_client, "publish", *arrived)

    assert statuses(arrived) == ["published", "arrived", "published"]
    assert "已发布 2 份：" in words_of(page)
    assert "有 1 份没有处理：" in words_of(page)
    assert "（缺提案（建议）编号，请打开补上或单独发布）" in words_of(page)
    assert f'<a href="{reverse("entry_review", args=[arrived[1].pk])}">' in page.content.decode()


def test_giving_up_asks_first(editor_client: Client, arrived: list[ReplyLetter]) -> None:
    page = send(editor_client, "discard", *arrived[:2])
    assert "放弃 2 份答复函" in words_of(page)
    assert ReplyLetter.objects.count() == 3

    page = send(editor_client, "discard", *arrived[:2], is_confirmed="on")

    assert "已放弃 2 份：" in words_of(page)
    assert statuses(arrived) == [None, None, "arrived"]


def test_assigned(editor_client: Client, administrator: User, arrived: list[ReplyLetter]) -> None:
    page = send(editor_client, "assign", *arrived[:2], assignee=str(administrator.pk))

    assert f"已分给{administrator} 2 份：" in words_of(page)
    assert ReplyLetter.objects.filter(assigned_to=administrator).count() == 2
    administrator_client = Client()
    administrator_client.force_login(administrator)
    shown = words_of(administrator_client.get(reverse("entry"), {"status": "mine"}))
    assert "分给我的 2" in shown
    assert shown.count(f"分给 {administrator}") == 2
    send(editor_client, "assign", arrived[0], assignee="")
    assert ReplyLetter.objects.filter(assigned_to=administrator).count() == 1


def test_what_was_changed_meanwhile_stays(editor_client: Client, arrived: list[ReplyLetter]) -> None:
    ReplyLetter.objects.filter(pk=arrived[0].pk).update(version=arrived[0].version + 1)

    page = send(editor_client, "publish", arrived[0], arrived[2])

    assert "刚才已被别人改过" in words_of(page)
    assert statuses(arrived) == ["arrived", "arrived", "published"]


def test_what_may_be_there_already_is_refused(editor_client: Client, editor: User) -> None:
    ingest_letter(read_letter("a.txt", seed("000")), by=editor, publish=True)
    letter = stage_letter(read_letter("b.txt", seed("000") + b"\n"), by=editor)

    page = send(editor_client, "publish", letter)

    assert "库中可能已有这份答复" in words_of(page)
    assert statuses([letter]) == ["arrived"]


def test_what_is_published_is_neither_published_nor_given_up(editor_client: Client, editor: User) -> None:
    letter = ingest_letter(read_letter("a.txt", seed("000")), by=editor, publish=True)

    assert "（已经发布）" in words_of(send(editor_client, "publish", letter))
    assert "要删除请先撤回" in words_of(send(editor_client, "discard", letter, is_confirmed="on"))
    assert statuses([letter]) == ["published"]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"action": "publish"}, "请先勾选"),
        ({"action": "nonsense", "letters": "1:1"}, "没有这样的操作"),
        ({"action": "assign", "letters": "1:1", "assignee": "0"}, "选择一个有效的选项"),
    ],
)
def test_refused(editor_client: Client, sent: dict[str, str], sentence: str) -> None:
    assert sentence in words_of(editor_client.post(reverse("entry_several"), sent, follow=True))


@pytest.mark.parametrize("letters", ["", "x", "0:0", "²:1", "99999999999999999999:1", "1"])
def test_letters_that_are_none_are_passed_over(editor_client: Client, letters: str) -> None:
    page = editor_client.post(reverse("entry_several"), {"action": "publish", "letters": letters}, follow=True)
    assert page.redirect_chain == [(reverse("entry"), 302)]


def test_only_editors(client: Client, reader_client: Client, arrived: list[ReplyLetter]) -> None:
    assert send(reader_client, "publish", *arrived).status_code == 403
    send(client, "publish", *arrived)
    assert statuses(arrived) == ["arrived"] * 3


def test_the_next_in_the_queue_comes_after_saving(
    editor_client: Client, administrator: User, arrived: list[ReplyLetter]
) -> None:
    """Down the queue, then from its head; what is assigned to somebody else is theirs."""
    first, second, third = arrived
    form = {"version": str(third.version), "action": "discard"}

    page = editor_client.post(reverse("entry_review", args=[third.pk]), form, follow=True)

    assert page.redirect_chain == [(f"{reverse('entry_review', args=[second.pk])}?queue=review", 302)]
    assert "接着看下一件，待核对的答复函还有 2 件" in words_of(page)
    assign_letter(first, administrator)
    form = {"version": str(second.version), "action": "discard"}
    page = editor_client.post(reverse("entry_review", args=[second.pk]), form, follow=True)
    assert page.redirect_chain == [(reverse("work"), 302)]
