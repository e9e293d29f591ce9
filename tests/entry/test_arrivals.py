"""Files or pasted words arrive at the desk: each is kept for a person to look at, or refused with one sentence."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from kejiting.indexing.sync import search, sync_pending
from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter, stage_letter
from kejiting.search import SearchQuery, parse_terms
from kejiting.text.files import MAX_FILE_BYTES
from proposals.entry.received import receive
from proposals.models import Delegate, ReplyLetter, Status
from proposals.records import replace_letter
from tests.entry.desk_tools import Stock, seed, send, stock, upload, upload_many, words_of

pytestmark = pytest.mark.django_db


def pdf(words: str = "", *, password: str | None = None) -> bytes:
    """A PDF of one page; without words it is what a scanner makes."""
    target = io.BytesIO()
    canvas = Canvas(target, encrypt=StandardEncryption(password) if password else None)
    if words:
        canvas.drawString(72, 720, words)
    else:
        canvas.rect(72, 72, 200, 200, fill=1)
    canvas.save()
    return target.getvalue()


def review_of(letter: ReplyLetter) -> str:
    return reverse("entry_review", args=[letter.pk])


def test_it_works(editor_client: Client, editor: User, data_dir: Path) -> None:
    page = upload(editor_client, seed("000"), "答复.txt")

    letter = ReplyLetter.objects.get()
    assert (page.status_code, page["Location"]) == (302, review_of(letter))
    assert (letter.status, letter.entered_by, letter.set_by_person) == ("arrived", editor, [])
    assert letter.doc_number == "吉科发成〔2025〕84号"
    assert letter.source_name == "答复.txt"
    assert letter.history.get().history_user == editor
    assert len(stock(data_dir).files) == 1  # the original


def test_what_arrived_is_in_no_list_search_or_count(
    client: Client, editor_client: Client, reader_client: Client, data_dir: Path
) -> None:
    upload(editor_client, seed("000"))
    sync_pending()

    letter = ReplyLetter.objects.get()
    assert search(SearchQuery(words=parse_terms("技术经纪"))).count == 0
    for page in ("/", "/letters/", "/delegates/", "/?q=吉科发成〔2025〕84号", "/api/letters"):
        for someone in (client, reader_client, editor_client):
            assert str(letter) not in words_of(someone.get(page))
    assert "王洪福" not in words_of(editor_client.get("/delegates/"))
    assert reader_client.get(letter.get_absolute_url()).status_code == 404
    assert reader_client.get(f"/api/letters/{letter.pk}").status_code == 404
    assert client.get(Delegate.objects.get().get_absolute_url()).status_code == 404
    assert str(letter) in words_of(editor_client.get(reverse("entry")))


def test_pasted_words(editor_client: Client, data_dir: Path) -> None:
    page = editor_client.post(reverse("entry_read"), {"text": seed("001").decode().replace("\n", "\r\n")})

    letter = ReplyLetter.objects.get()
    assert page["Location"] == review_of(letter)
    assert (letter.status, letter.source_name, letter.doc_number) == ("arrived", "粘贴文本.txt", "吉科发区〔2020〕91号")


def test_the_answer_to_the_script(editor_client: Client, data_dir: Path) -> None:
    answer = send(editor_client, seed("000"), "答复.txt")

    letter = ReplyLetter.objects.get()
    assert answer.status_code == 200
    assert answer.json() == {
        "name": "答复.txt",
        "status": "read",
        "error": None,
        "title": letter.title,
        "url": review_of(letter),
        "asks": 5,
        "passages": letter.passages.filter(part__in=("measures", "outcomes", "next_steps", "prose")).count(),
        "problems": len(letter.problems),
        "twins": [],
    }


def test_several_in_one_request_for_json(editor_client: Client, data_dir: Path) -> None:
    files = [SimpleUploadedFile("甲.txt", seed("000")), SimpleUploadedFile("空.txt", b"")]

    answer = editor_client.post(reverse("entry_read"), {"file": files}, headers={"accept": "application/json"})

    said = answer.json()
    assert answer.status_code == 422
    assert (said["name"], said["status"]) == ("甲.txt", "read")
    assert [(one["name"], one["status"]) for one in said["more"]] == [("空.txt", "failed")]


def test_several_in_one_form(editor_client: Client, data_dir: Path) -> None:
    page = upload_many(editor_client, {"甲.txt": seed("000"), "乙.txt": seed("001")})

    desk = editor_client.get(page["Location"])
    assert page["Location"] == reverse("entry")
    assert "甲.txt 已读出，请核对" in words_of(desk)
    assert "乙.txt 已读出，请核对" in words_of(desk)
    assert "待处理（2）" in words_of(desk)


def test_one_bad_file_never_stops_the_rest(editor_client: Client, data_dir: Path) -> None:
    page = upload_many(editor_client, {"空.txt": b"", "甲.txt": seed("000"), "再.txt": seed("000")})

    assert page.status_code == 422
    shown = words_of(page)
    assert "空.txt：文件是空的" in shown
    assert "甲.txt 已读出，请核对" in shown
    assert "这份文件已经录入过" in shown
    assert ReplyLetter.objects.count() == 1


REFUSED = [
    pytest.param("空.txt", b"", "文件是空的", id="empty"),
    pytest.param("空白.txt", " \n\u3000\n".encode(), "文件里只有空白", id="blank"),
    pytest.param("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99, "另存为", id="old Word"),
    pytest.param("letter.xyz", "对提案的答复".encode(), "xyz", id="unknown kind"),
    pytest.param("photo.txt", b"\x89PNG\r\n\x1a\n0000", "图片", id="picture called txt"),
    pytest.param("garbage.txt", bytes(range(1, 256)) * 40, "", id="garbage"),
    pytest.param("nul.txt", "对提案的答复\0".encode(), "空字节", id="NUL byte"),
    pytest.param("scan.pdf", pdf(), "没有文字", id="scanned PDF"),
    pytest.param("locked.pdf", pdf("words", password="secret"), "密", id="encrypted PDF"),
    pytest.param("broken.pdf", b"%PDF-1.7 and nothing else", "", id="broken PDF"),
    pytest.param("large.txt", b"a" * (MAX_FILE_BYTES + 1), "文件超过 20 MB", id="just too large"),
]


@pytest.mark.parametrize(("name", "data", "sentence"), REFUSED)
def test_refused(editor_client: Client, data_dir: Path, name: str, data: bytes, sentence: str) -> None:
    page = upload(editor_client, data, name)

    assert page.status_code == 422
    (error,) = page.context["file_form"].non_field_errors() or page.context["file_form"].errors["file"]
    assert sentence in error
    assert error.endswith("。")
    assert error in words_of(page)
    assert stock(data_dir) == Stock()


@pytest.mark.parametrize(("name", "data", "sentence"), REFUSED)
def test_refused_to_the_script(editor_client: Client, data_dir: Path, name: str, data: bytes, sentence: str) -> None:
    answer = send(editor_client, data, name)

    said = answer.json()
    assert answer.status_code == 422
    assert (said["name"], said["status"], said["title"], said["url"], said["twins"]) == (name, "failed", None, None, [])
    assert sentence in said["error"]
    assert stock(data_dir) == Stock()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"text": ""}, "请先粘贴答复函的全文。"),
        ({"text": "  \r\n "}, "请先粘贴答复函的全文。"),
        ({"text": "对提案\0的答复"}, "空字符"),
        ({"text": "长" * 200_001}, "超过 20 万字"),
        ({}, "请先选择一个文件。"),
    ],
)
def test_nothing_to_read(editor_client: Client, data_dir: Path, sent: dict[str, str], sentence: str) -> None:
    page = editor_client.post(reverse("entry_read"), sent)
    answer = editor_client.post(reverse("entry_read"), sent, headers={"accept": "application/json"})

    assert page.status_code == answer.status_code == 422
    assert sentence in words_of(page)
    assert sentence in answer.json()["error"]
    assert stock(data_dir) == Stock()


def test_a_letter_that_is_no_letter(editor_client: Client, data_dir: Path) -> None:
    said = send(editor_client, "今天天气很好。\n我们去公园散步。\n".encode()).json()

    assert said["status"] == "read"
    assert said["problems"] > 0


@pytest.mark.parametrize("status", ["arrived", "draft", "published"])
def test_the_same_file_is_known(editor_client: Client, data_dir: Path, status: str) -> None:
    reading = read_letter("letter.txt", seed("000"))
    letter = (
        stage_letter(reading, by=None)
        if status == "arrived"
        else ingest_letter(reading, by=None, publish=status == "published")
    )
    before = stock(data_dir)
    address = letter.get_absolute_url() if status == "published" else review_of(letter)

    page = editor_client.post(reverse("entry_read"), {"file": io.BytesIO(seed("000"))}, follow=True)
    said = send(editor_client, seed("000")).json()

    assert "这份文件已经录入过" in words_of(page)
    assert f'href="{address}"' in page.content.decode()
    assert (said["status"], said["title"], said["url"]) == ("known", str(letter), address)
    assert stock(data_dir) == before


def test_the_file_of_a_former_version_is_known(editor_client: Client, editor: User, data_dir: Path) -> None:
    letter = ingest_letter(read_letter("old.txt", seed("000")), by=editor)
    arrived = stage_letter(read_letter("new.txt", seed("000").replace("转移".encode(), "转让".encode())), by=editor)
    replace_letter(letter, arrived, by=editor)

    said = send(editor_client, seed("000")).json()

    assert said["status"] == "known"
    assert "旧版" in said["error"]
    assert ReplyLetter.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(seed("000") + b"\n", "正文相同、发文字号相同", id="same text"),
        pytest.param(seed("000").decode()[:600].encode(), "发文字号相同", id="same number"),
        pytest.param(
            seed("000").replace("84号".encode(), "85号".encode()).replace("转移".encode(), "转让".encode(), 1),
            "正文相近",
            id="nearly the same text",
        ),
    ],
)
def test_twins_are_named(editor_client: Client, data_dir: Path, data: bytes, why: str) -> None:
    known = ingest_letter(read_letter("letter.txt", seed("000")), by=None)

    said = send(editor_client, data).json()

    letter = ReplyLetter.objects.in_state(Status.ARRIVED).get()
    address = reverse("entry_compare", args=[letter.pk, known.pk])
    assert said["twins"] == [{"title": str(known), "why": why, "compare_url": address}]
    assert said["status"] == "read"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/passwd.txt", "passwd.txt"),
        ("关于" * 250 + ".txt", "关于" * 60 + ".txt"),
        ("a\0b.txt", "ab.txt"),
        ("letter", "letter"),
    ],
)
def test_odd_names(editor_client: Client, data_dir: Path, name: str, kept: str) -> None:
    send(editor_client, seed("000"), name)

    assert ReplyLetter.objects.get().source_name == kept
    (file,) = (path for path in data_dir.rglob("*") if path.is_file())
    assert file.parent.parent == data_dir / "originals"


def test_a_name_in_another_encoding(editor: User, data_dir: Path) -> None:
    received = receive("答复.txt".encode("gb18030").decode("utf-8", "surrogateescape"), seed("000"), by=editor)

    assert received.status == "read"
    assert received.name.endswith(".txt")
    assert received.name.encode()


def test_no_room_for_the_file(editor_client: Client, data_dir: Path) -> None:
    (data_dir / "originals").write_text("a file stands where the folder ought to be")

    page = upload(editor_client, seed("000"))

    assert page.status_code == 422
    assert "没有存成" in words_of(page)
    assert stock(data_dir).letters == 0


def disk_is_full(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    if "proposals_indexoutbox" in sql:  # the last row of a save
        raise OperationalError("database or disk is full")
    return execute(sql, *rest)


@pytest.mark.django_db(transaction=True)
def test_a_save_that_fails_leaves_nothing(editor_client: Client, data_dir: Path) -> None:
    with connection.execute_wrapper(disk_is_full):
        said = send(editor_client, seed("000"))

    left = stock(data_dir)
    assert said.status_code == 422
    assert "没有存成" in said.json()["error"]
    assert (left.letters, left.history, left.passages, left.proposals) == (0, 0, 0, 0)
    assert send(editor_client, seed("000")).json()["status"] == "read"


@pytest.mark.django_db(transaction=True)
def test_two_send_the_same_file_at_once(editor: User, data_dir: Path) -> None:
    def send_it(_: int) -> str:
        try:
            return receive("letter.txt", seed("000"), by=editor).status
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(pool.map(send_it, range(4)))

    assert outcomes == ["known", "known", "known", "read"]
    assert ReplyLetter.objects.count() == 1


def test_who_may(client: Client, reader_client: Client, data_dir: Path) -> None:
    assert upload(client, seed("000"))["Location"].startswith(reverse("login"))
    assert send(client, seed("000")).status_code == 302
    assert upload(reader_client, seed("000")).status_code == 403
    assert send(reader_client, seed("000")).status_code == 403
    assert stock(data_dir) == Stock()


def test_get_is_refused(editor_client: Client) -> None:
    assert editor_client.get(reverse("entry_read")).status_code == 405
