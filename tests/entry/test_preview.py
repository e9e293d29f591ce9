"""From the preview to a letter: saved whole with the person's corrections, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.db import connection
from django.test import Client
from django.urls import reverse

from kejiting.catalogue import search
from kejiting.ingest import ingest_letter, read_letter, reread_letter
from kejiting.search import SearchQuery, parse_words
from proposals.models import ReplyLetter
from proposals.records import as_parsed
from tests.entry.desk_tools import Stock, form_of, save, seed, stock, upload, words_of

pytestmark = pytest.mark.django_db


def found(words: str) -> int:
    return search(SearchQuery(words=parse_words(words))).count


def test_it_works(editor_client: Client, editor: User, data_dir: Path) -> None:
    sent = form_of(upload(editor_client, seed("000")))

    page = save(editor_client, sent)

    letter = ReplyLetter.objects.get()
    assert page.redirect_chain == [(reverse("entry"), 302)]
    assert "已存为草稿" in words_of(page)
    assert (letter.status, letter.entered_by, letter.set_by_person) == ("draft", editor, [])
    assert letter.title == "对省政协十三届三次会议第157号委员提案的答复"
    assert [passage.text for passage in letter.passages.filter(part="title")] == [letter.title]
    assert letter.history.get().history_user == editor
    assert not (data_dir / "incoming").exists() or not list((data_dir / "incoming").iterdir())
    assert len([name for name in stock(data_dir).files if name.endswith(".txt")]) == 1  # the original


def test_a_draft_is_not_found(editor_client: Client, data_dir: Path) -> None:
    save(editor_client, form_of(upload(editor_client, seed("000"))))

    assert found("技术经纪") == 0


def test_published_is_found_at_once(editor_client: Client, data_dir: Path) -> None:
    page = save(editor_client, form_of(upload(editor_client, seed("000"))), "publish")

    letter = ReplyLetter.objects.get()
    assert page.redirect_chain == [(letter.get_absolute_url(), 302)]
    assert letter.is_published
    assert found("技术经纪") == 1


def test_what_a_person_changed_is_the_persons(editor_client: Client, editor: User, data_dir: Path) -> None:
    sent = form_of(upload(editor_client, seed("000")))
    sent |= {
        "agency": "吉林省科技厅",
        "number": "第158号",
        "delegates": "王洪福、李锐",
        "session_meeting": "4",
        "category": "",
    }

    save(editor_client, sent)

    letter = ReplyLetter.objects.get()
    changed = ["agency", "category", "delegates", "number", "session"]
    assert letter.set_by_person == changed
    reread_letter(letter, by=editor)
    parsed = as_parsed(ReplyLetter.objects.get())
    assert (parsed.agency, parsed.category, parsed.number) == ("吉林省科技厅", None, "158")
    assert parsed.delegates == ("王洪福", "李锐")
    assert parsed.session is not None
    assert parsed.session.meeting == 4
    assert ReplyLetter.objects.get().set_by_person == changed


def test_a_gap_that_was_filled_is_no_gap(editor_client: Client, data_dir: Path) -> None:
    sent = form_of(upload(editor_client, seed("002")))

    save(editor_client, sent | {"number": "88", "doc_number": "吉科发规划〔2025〕59号"})

    letter = ReplyLetter.objects.get()
    assert (letter.doc_code, letter.doc_year, letter.doc_serial) == ("吉科发规划", 2025, 59)
    assert {"number", "doc_number"}.isdisjoint(problem["field"] for problem in letter.problems)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("doc_number", "八十四号", "这不是完整的发文字号"),
        ("doc_number", "见吉科发成〔2025〕84号和85号", "这不是完整的发文字号"),
        ("written_on", "2025-02-30", "输入一个有效的日期"),
        ("session_term", "0", "大于或等于"),
        ("session_term", "", "写届次要有机构"),
        ("kind", "议案", "有效的选项"),
        ("title", "题" * 301, "300"),
        ("agency", "吉林省\0科学技术厅", "空字符"),
        ("delegates", "王" * 61, "姓名或名称太长"),
    ],
)
def test_refused(editor_client: Client, data_dir: Path, field: str, value: str, sentence: str) -> None:
    sent = form_of(upload(editor_client, seed("000")))

    page = save(editor_client, sent | {field: value})

    assert page.status_code == 422
    assert sentence in words_of(page)
    left = stock(data_dir)
    assert (left.letters, left.history, left.passages, left.unindexed) == (0, 0, 0, 0)
    assert left.files == tuple(path.name for path in (data_dir / "incoming").iterdir())


@pytest.mark.parametrize(("again", "letters"), [({}, 1), ({"again": "on"}, 2)])
def test_a_twin_has_to_be_wanted(editor_client: Client, data_dir: Path, again: dict[str, str], letters: int) -> None:
    ingest_letter(read_letter("letter.txt", seed("000")), by=None)
    sent = form_of(upload(editor_client, seed("000") + b"\n"))

    page = save(editor_client, sent | again)

    assert ReplyLetter.objects.count() == letters
    assert ("确实要另存一份" in words_of(page)) == (letters == 1)


def test_sent_twice(editor_client: Client, data_dir: Path) -> None:
    sent = form_of(upload(editor_client, seed("000")))

    save(editor_client, sent)
    page = save(editor_client, sent)

    assert "这份文件已经录入过" in words_of(page)
    assert ReplyLetter.objects.count() == 1


def test_given_up(editor_client: Client, data_dir: Path) -> None:
    sent = form_of(upload(editor_client, seed("000")))

    page = editor_client.post(reverse("entry_discard"), sent, follow=True)

    assert "已放弃" in words_of(page)
    assert stock(data_dir) == Stock()
    assert "预览已过期" in words_of(save(editor_client, sent))
    assert stock(data_dir) == Stock()


@pytest.mark.parametrize(
    "token",
    [
        pytest.param("", id="none"),
        pytest.param("e30:1abc:forged", id="forged"),
        pytest.param(signing.dumps({"name": "a.txt", "sha256": "0" * 64}), id="signed for another purpose"),
        pytest.param("\0", id="NUL byte"),
    ],
)
def test_a_token_that_is_not_ours(editor_client: Client, data_dir: Path, token: str) -> None:
    sent = form_of(upload(editor_client, seed("000")))

    page = save(editor_client, sent | {"token": token})

    assert "预览已过期" in words_of(page)
    assert stock(data_dir).letters == 0


def test_a_staged_file_that_was_changed(editor_client: Client, data_dir: Path) -> None:
    sent = form_of(upload(editor_client, seed("000")))
    (file,) = (data_dir / "incoming").iterdir()
    file.write_bytes(seed("001"))

    assert "预览已过期" in words_of(save(editor_client, sent))
    assert stock(data_dir).letters == 0


@pytest.mark.django_db(transaction=True)
def test_a_save_that_fails_leaves_nothing(editor_client: Client, data_dir: Path) -> None:
    """The last row of a save is refused by the database: nothing of the letter stays, and the preview is shown again."""
    if connection.vendor == "sqlite":
        trigger = (
            "CREATE TRIGGER no_notes BEFORE INSERT ON proposals_unindexed "
            "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END",
            "DROP TRIGGER no_notes",
        )
    else:
        trigger = (
            "ALTER TABLE proposals_unindexed ADD CONSTRAINT no_notes CHECK (key = '') NOT VALID",
            "ALTER TABLE proposals_unindexed DROP CONSTRAINT no_notes",
        )
    sent = form_of(upload(editor_client, seed("000")))
    with connection.cursor() as cursor:
        cursor.execute(trigger[0])
    try:
        page = save(editor_client, sent, "publish")
    finally:
        with connection.cursor() as cursor:
            cursor.execute(trigger[1])

    assert page.status_code == 503
    assert "没有存成" in words_of(page)
    left = stock(data_dir)
    assert (left.letters, left.history, left.passages, left.proposals, left.unindexed) == (0, 0, 0, 0, 0)
    assert "已发布" in words_of(save(editor_client, sent, "publish"))


def test_reader_is_refused(editor_client: Client, reader_client: Client, data_dir: Path) -> None:
    sent = form_of(upload(editor_client, seed("000")))

    assert save(reader_client, sent).status_code == 403
    assert reader_client.post(reverse("entry_discard"), sent).status_code == 403
    assert stock(data_dir).letters == 0
    assert len(stock(data_dir).files) == 1
