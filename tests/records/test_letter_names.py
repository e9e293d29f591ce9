"""One name per letter everywhere: its title, else whom and what it answers, never a file."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from proposals.models import Answer, Delegate, DelegateKind, Proposal, ReplyLetter, Signature, Status
from proposals.models.letter_names import LONGEST_NAME, answering_name
from proposals.records import merge_delegates, note_contents, queue_letters_for_indexing

pytestmark = pytest.mark.django_db

TITLE, WEI, LI = "关于推动成果转化的建议", "王松伟代表", "李锐委员"

ANSWERING: list[tuple[tuple[list[str], str | None, str | None, str | None], str]] = [
    (([WEI], TITLE, "53", "代表建议"), f"对王松伟代表《{TITLE}》的答复"),
    (([WEI, LI], TITLE, None, None), f"对王松伟代表等2人《{TITLE}》的答复"),
    (([], TITLE, None, None), f"对《{TITLE}》的答复"),
    (([WEI], None, "53", "代表建议"), "对王松伟代表第53号建议的答复"),
    (([], None, "157", "委员提案"), "对第157号提案的答复"),
    (([], None, "157", None), "对第157号提案的答复"),
    (([WEI], None, None, None), "对王松伟代表的答复"),
    (([], None, None, "代表建议"), ""),
]


@pytest.mark.parametrize(("stated", "name"), ANSWERING)
def test_whom_and_what_it_answers(stated: tuple[list[str], str | None, str | None, str | None], name: str) -> None:
    assert answering_name(*stated) == name


def test_a_long_one_is_cut_within_its_title() -> None:
    name = answering_name([WEI], "长" * 400, None, None)

    assert len(name) == LONGEST_NAME
    assert name.endswith("长…》的答复")


NAMES: list[tuple[dict[str, Any], str]] = [
    ({"title": "关于第53号建议的答复"}, "关于第53号建议的答复"),
    ({"doc_number": "吉科发成〔2025〕84号"}, "未写标题的答复（吉科发成〔2025〕84号）"),
    ({"doc_number": None, "written_on": date(2025, 6, 18)}, "未写标题的答复（2025年6月18日）"),
    ({"doc_number": None, "written_on": None, "pk": 17}, "未写标题的答复（库中第17份）"),
    ({"answering": "对王松伟代表的答复", "doc_number": "吉科发成〔2025〕84号"}, "对王松伟代表的答复"),
]


@pytest.mark.parametrize(("fields", "name"), NAMES)
def test_names(fields: dict[str, Any], name: str) -> None:
    assert str(ReplyLetter(source_name="扫描件0001.pdf", **fields)) == name


def untitled(**fields: Any) -> ReplyLetter:
    """Published, from a file, with nothing but its text."""
    return ReplyLetter.objects.create(
        text="答复如下", text_sha256="0", source_name="扫描件0001.pdf", status=Status.PUBLISHED, **fields
    )


def answer(letter: ReplyLetter, title: str | None = TITLE, **delegate: Any) -> Proposal:
    proposal = Proposal.objects.create(title=title)
    Answer.objects.create(letter=letter, proposal=proposal)
    if delegate:
        Signature.objects.create(proposal=proposal, delegate=Delegate.objects.create(**delegate))
    note_contents(letter)
    return proposal


def test_the_name_follows_what_is_answered() -> None:
    letter = untitled()
    proposal = answer(letter, name="王松伟", kind=DelegateKind.DEPUTY)
    assert str(letter) == str(ReplyLetter.objects.get()) == f"对王松伟代表《{TITLE}》的答复"

    Proposal.objects.filter(pk=proposal.pk).update(title="关于人才的建议")
    queue_letters_for_indexing(ReplyLetter.objects.filter(proposals=proposal))
    assert str(ReplyLetter.objects.get()) == "对王松伟代表《关于人才的建议》的答复"

    other = Delegate.objects.create(name="王宇辉", kind=DelegateKind.DEPUTY)
    merge_delegates(other, [Delegate.objects.get(name="王松伟")])
    assert str(ReplyLetter.objects.get()) == "对王宇辉代表《关于人才的建议》的答复"


PAGES = ("/letters/", "/letters/{pk}/", "/entry/", "/?q=答复如下", "/api/search?q=答复如下")


@pytest.mark.parametrize("page", PAGES)
def test_no_page_calls_it_by_its_file(administrator_client: Client, page: str) -> None:
    letter = untitled(doc_number="吉科发成〔2025〕84号")
    letter.passages.create(part="next_steps", start=0, end=4)
    answer(letter, name="王松伟", kind=DelegateKind.DEPUTY)
    shown = administrator_client.get(page.format(pk=letter.pk)).content.decode()

    if page.startswith("/api/"):
        assert '"letter_title": null' in shown
    else:
        assert f">对王松伟代表《{TITLE}》的答复<" in shown


def test_the_desk_says_apart_from_which_file_it_came(editor_client: Client) -> None:
    ReplyLetter.objects.filter(pk=untitled().pk).update(status=Status.ARRIVED)
    page = editor_client.get("/entry/").content.decode()

    assert "<span>来自文件 扫描件0001.pdf</span>" in page
    assert ">扫描件0001.pdf<" not in page
    assert "未写标题的答复（库中第" in page


def test_the_administration_names_it_so(administrator_client: Client) -> None:
    answer(untitled(), name="王松伟", kind=DelegateKind.DEPUTY)
    page = administrator_client.get("/admin/proposals/replyletter/").content.decode()

    assert f"对王松伟代表《{TITLE}》的答复" in page
