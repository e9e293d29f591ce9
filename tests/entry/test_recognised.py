"""A letter read by OCR: nothing publishes it but the review page, where its doubts are marked, and then they are gone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from kejiting.indexing.sync import search
from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter, stage_letter
from kejiting.search import SearchQuery, parse_terms
from proposals.models import ReplyLetter, Status
from proposals.records import NotLookedAtError, Provenance, edit_text, reread_letter, save_letter, set_status, to_parsed
from tests.entry.desk_tools import seed, send, words_of
from tests.entry.test_review import form_of
from tests.text.stubbed_ocr import DOUBTED
from tests.text.test_scans import SCAN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir", "stubbed_ocr")]


def arrived(by: User | None = None) -> ReplyLetter:
    return stage_letter(read_letter("扫描件.pdf", SCAN), by=by)


def address(letter: ReplyLetter) -> str:
    return reverse("entry_review", args=[letter.pk])


def is_found() -> bool:
    return search(SearchQuery(words=parse_terms("技术经纪"))).count > 0


def doubts_in(letter: ReplyLetter) -> list[str]:
    return [problem.span.of(letter.text) for problem in to_parsed(letter).problems if problem.span]


def test_it_works(editor_client: Client) -> None:
    received = send(editor_client, SCAN, "扫描件.pdf").json()
    letter = ReplyLetter.objects.get()
    page = editor_client.get(address(letter))

    assert received["status"] == "read"
    assert letter.is_arrived
    shown = page.content.decode()
    assert "第1、2页是图片，由文字识别读入" in words_of(page)
    (marked,) = re.findall(r'<mark\s+class="doubtful"\s+id="doubt1"\s+title="([^"]*)">(.*?)</mark>', shown, re.DOTALL)
    assert marked[0] == "此处由文字识别得到，请核对原件"
    assert re.sub("<[^>]*>", "", marked[1]) == DOUBTED
    assert '<a href="#doubt1">' in shown

    editor_client.post(address(letter), {**form_of(page), "action": "publish"})
    letter.refresh_from_db()

    assert letter.is_published
    assert not letter.awaits_look
    assert doubts_in(letter) == []
    assert is_found()


def test_the_marked_page_says_the_text_character_by_character(editor_client: Client) -> None:
    letter = arrived()
    page = editor_client.get(address(letter))

    assert "\n".join("".join(piece.text for piece in line.pieces) for line in page.context["lines"]) == letter.text
    marked = [piece for line in page.context["lines"] for piece in line.pieces if piece.doubt]
    assert "".join(piece.text for piece in marked) == DOUBTED
    assert [piece.mark.part for piece in marked] == ["outcomes"]
    assert letter.text[marked[0].start :].startswith(DOUBTED)


def test_the_desk_says_that_scans_are_read(editor_client: Client) -> None:
    assert "扫描件和图片由文字识别读入" in words_of(editor_client.get(reverse("entry")))


def by_ingesting(letter: Callable[[], ReplyLetter], client: Client) -> None:
    ingest_letter(read_letter("扫描件.pdf", SCAN), by=None, publish=True)


def by_saving(letter: Callable[[], ReplyLetter], client: Client) -> None:
    reading = read_letter("扫描件.pdf", SCAN)
    save_letter(reading.parsed, source=reading.source, by=None, status=Status.PUBLISHED)


def by_command(letter: Callable[[], ReplyLetter], client: Client) -> None:
    path = Path(ReplyLetter._meta.app_label + ".pdf")
    path.write_bytes(SCAN)
    call_command("ingest_letters", str(path), "--publish", stdout=StringIO())


def by_the_button_of_a_draft(letter: Callable[[], ReplyLetter], client: Client) -> None:
    draft = ingest_letter(read_letter("扫描件.pdf", SCAN), by=None)
    said = client.post(reverse("entry_publish", args=[draft.pk]), {"version": draft.version}, follow=True)
    assert "由文字识别读入，还没有核对，没有发布" in words_of(said)
    assert said.redirect_chain[-1][0] == address(draft)


def by_the_button_of_what_arrived(letter: Callable[[], ReplyLetter], client: Client) -> None:
    staged = letter()
    client.post(reverse("entry_publish", args=[staged.pk]), {"version": staged.version})


def by_replacing(letter: Callable[[], ReplyLetter], client: Client) -> None:
    known = ingest_letter(read_letter("旧.txt", seed("001")), by=None, publish=True)
    staged = letter()
    versions = {"version": staged.version, "other_version": known.version}
    address = reverse("entry_compare", args=[staged.pk, known.pk])
    assert "核对发布以前读者看不到" in words_of(client.get(address))
    said = client.post(address, {"action": "replace", **versions}, follow=True)
    assert "替换后是草稿，请对照原件核对后再发布" in words_of(said)


def by_setting_the_status(letter: Callable[[], ReplyLetter], client: Client) -> None:
    with pytest.raises(NotLookedAtError, match="没有发布"):
        set_status(letter(), Status.PUBLISHED)


def by_reading_a_draft_again(letter: Callable[[], ReplyLetter], client: Client) -> None:
    draft = ingest_letter(read_letter("扫描件.pdf", SCAN), by=None)
    reread_letter(draft, by=None)
    draft.refresh_from_db()
    with pytest.raises(NotLookedAtError):
        set_status(draft, Status.PUBLISHED)


DOORS = (
    by_ingesting,
    by_saving,
    by_command,
    by_the_button_of_a_draft,
    by_the_button_of_what_arrived,
    by_replacing,
    by_setting_the_status,
    by_reading_a_draft_again,
)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_no_other_door_publishes_it(
    editor_client: Client, door: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    door(arrived, editor_client)

    letter = ReplyLetter.objects.get()
    assert not letter.is_published
    assert letter.awaits_look
    assert doubts_in(letter) == [DOUBTED]
    assert not is_found()


def test_a_draft_keeps_its_doubts_until_it_is_published(editor_client: Client) -> None:
    letter = arrived()
    page = editor_client.get(address(letter))

    editor_client.post(address(letter), {**form_of(page), "action": "draft"})
    letter.refresh_from_db()
    assert (letter.status, letter.awaits_look) == (Status.DRAFT, True)

    page = editor_client.get(address(letter))
    editor_client.post(address(letter), {**form_of(page), "action": "publish"})
    letter.refresh_from_db()
    assert (letter.status, letter.awaits_look) == (Status.PUBLISHED, False)


def test_what_was_published_once_may_be_again(editor_client: Client) -> None:
    letter = arrived()
    set_status(letter, Status.PUBLISHED, looked_at=True)
    set_status(letter, Status.WITHDRAWN, reason="误传")
    reread_letter(letter, by=None)
    set_status(letter, Status.PUBLISHED)
    assert letter.is_published


def test_the_command_says_why(tmp_path: Path) -> None:
    path = tmp_path / "扫描件.pdf"
    path.write_bytes(SCAN)

    for_people, as_json = StringIO(), StringIO()
    call_command("ingest_letters", str(path), "--dry-run", stdout=for_people)
    call_command("ingest_letters", str(path), "--publish", "--json", stdout=as_json)

    assert "由文字识别读入，存为草稿，请在录入台核对后发布" in for_people.getvalue()
    problems: list[dict[str, Any]] = json.loads(as_json.getvalue())["problems"]
    placed = [problem for problem in problems if problem["field"] == "ocr" and "start" in problem]
    text = ReplyLetter.objects.get().text
    assert [text[problem["start"] : problem["end"]] for problem in placed] == [DOUBTED]


@pytest.mark.parametrize(
    ("change", "doubts"),
    [
        (lambda text: text.replace("王洪福委员", "王洪福等委员"), [DOUBTED]),
        (lambda text: text.replace(f"{DOUBTED}个", "300余个"), []),
    ],
)
def test_doubts_follow_the_text(change: Callable[[str], str], doubts: list[str]) -> None:
    letter = arrived()

    edit_text(letter, change(letter.text))
    letter.save()

    assert doubts_in(letter) == doubts
    assert letter.awaits_look


def test_a_corrected_letter_keeps_its_doubts() -> None:
    letter = arrived()
    parsed = replace(to_parsed(letter), text=letter.text, number="158")
    save_letter(parsed, source=Provenance.of(letter), by=None, letter=letter, set_by_person={"number"})
    assert doubts_in(letter) == [DOUBTED]
