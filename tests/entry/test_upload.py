"""A file or pasted words arrive at the desk: a preview, or one sentence, and nothing saved either way."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from kejiting.ingest import ingest_letter, read_letter
from kejiting.text.files import MAX_FILE_BYTES
from tests.entry.desk_tools import Stock, seed, stock, upload, words_of

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


def test_it_works(editor_client: Client, data_dir: Path) -> None:
    page = upload(editor_client, seed("000"))

    assert page.status_code == 200
    for words in ("吉科发成〔2025〕84号", "推动省内高校建设专门的技术转移机构", "落实举措", "存为草稿", "存并发布"):
        assert words in page.content.decode()
    assert page.context["reading"].passages > 10
    left = stock(data_dir)
    assert (left.letters, left.history, left.unindexed) == (0, 0, 0)
    assert len(left.files) == 1


def test_pasted_words(editor_client: Client, data_dir: Path) -> None:
    page = editor_client.post(reverse("entry_read"), {"text": seed("001").decode().replace("\n", "\r\n")})

    assert page.status_code == 200
    assert "粘贴文本.txt" in words_of(page)
    assert page.context["header"].initial["doc_number"] == "吉科发区〔2020〕91号"
    assert stock(data_dir).letters == 0


def test_gaps_are_named(editor_client: Client, data_dir: Path) -> None:
    page = upload(editor_client, seed("002"))

    assert page.context["reading"].problems
    for problem in page.context["reading"].problems:
        assert problem in words_of(page)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        pytest.param("空.txt", b"", "文件是空的", id="empty"),
        pytest.param("空白.txt", " \n\u3000\n".encode(), "文件里只有空白", id="blank"),
        pytest.param("letter.docx", b"PK\x03\x04..word/document.xml", "尚不支持 Word 文件", id="word"),
        pytest.param("letter.xyz", "对提案的答复".encode(), "尚不支持这种文件", id="unknown kind"),
        pytest.param("photo.txt", b"\x89PNG\r\n\x1a\n0000", "尚不支持图片", id="picture called txt"),
        pytest.param("garbage.txt", bytes(range(1, 256)) * 40, "", id="garbage"),
        pytest.param("nul.txt", "对提案的答复\0".encode(), "空字节", id="NUL byte"),
        pytest.param("scan.pdf", pdf(), "没有文字", id="scanned PDF"),
        pytest.param("locked.pdf", pdf("words", password="secret"), "密", id="encrypted PDF"),
        pytest.param("broken.pdf", b"%PDF-1.7 and nothing else", "", id="broken PDF"),
        pytest.param("large.txt", b"a" * (MAX_FILE_BYTES + 1), "文件超过 20 MB", id="just too large"),
    ],
)
def test_refused(editor_client: Client, data_dir: Path, name: str, data: bytes, sentence: str) -> None:
    page = upload(editor_client, data, name)

    assert page.status_code == 422
    (error,) = page.context["file_form"].non_field_errors() or page.context["file_form"].errors["file"]
    assert sentence in error
    assert error.endswith("。")
    assert error in words_of(page)
    assert stock(data_dir) == Stock()


def test_fifty_megabytes(editor_client: Client, data_dir: Path) -> None:
    page = upload(editor_client, b"\0" * (50 * 1024 * 1024), "huge.pdf")

    assert page.status_code == 422
    assert "文件超过 20 MB" in words_of(page)
    assert stock(data_dir) == Stock()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"text": ""}, "请先粘贴答复函的全文。"),
        ({"text": "  \r\n "}, "请先粘贴答复函的全文。"),
        ({"text": "对提案\0的答复"}, "空字符"),
        ({"text": "长" * 500_001}, "超过 50 万字"),
        ({}, "请先选择一个文件。"),
    ],
)
def test_nothing_to_read(editor_client: Client, data_dir: Path, sent: dict[str, str], sentence: str) -> None:
    page = editor_client.post(reverse("entry_read"), sent)

    assert page.status_code == 422
    assert sentence in words_of(page)
    assert stock(data_dir) == Stock()


def test_a_letter_that_is_no_letter(editor_client: Client, data_dir: Path) -> None:
    page = upload(editor_client, "今天天气很好。\n我们去公园散步。\n".encode())

    assert page.status_code == 200
    assert "不像一份答复函" in words_of(page)
    assert stock(data_dir).letters == 0


def test_same_file(editor_client: Client, data_dir: Path) -> None:
    letter = ingest_letter(read_letter("letter.txt", seed("000")), by=None)
    before = stock(data_dir)

    page = editor_client.post(reverse("entry_read"), {"file": io.BytesIO(seed("000"))}, follow=True)

    assert "这份文件已经录入过" in words_of(page)
    assert f'href="{letter.get_absolute_url()}"' in page.content.decode()
    assert stock(data_dir) == before


@pytest.mark.parametrize(
    ("data", "named"),
    [
        pytest.param(seed("000") + b"\n", "正文相同", id="same text"),
        pytest.param(seed("000").replace("转移".encode(), "转让".encode()), "发文字号相同", id="same number"),
    ],
)
def test_twins_are_named(editor_client: Client, data_dir: Path, data: bytes, named: str) -> None:
    letter = ingest_letter(read_letter("letter.txt", seed("000")), by=None)

    page = upload(editor_client, data)

    assert named in words_of(page)
    assert "仍然另存一份" in words_of(page)
    assert f'href="{letter.get_absolute_url()}"' in page.content.decode()


def test_a_name_that_would_climb(editor_client: Client, data_dir: Path) -> None:
    page = upload(editor_client, seed("000"), "../../../etc/passwd.txt")

    assert page.status_code == 200
    (file,) = (data_dir / "incoming").iterdir()
    assert file.parent == data_dir / "incoming"


def test_no_room_for_the_file(editor_client: Client, data_dir: Path) -> None:
    (data_dir / "incoming").write_text("a file stands where the folder ought to be")

    page = upload(editor_client, seed("000"))

    assert page.status_code == 422
    assert "没有存成" in words_of(page)
    assert stock(data_dir).letters == 0


def test_reader_is_refused(reader_client: Client, data_dir: Path) -> None:
    assert upload(reader_client, seed("000")).status_code == 403
    assert stock(data_dir) == Stock()


def test_without_login(client: Client, data_dir: Path) -> None:
    page = upload(client, seed("000"))

    assert page.status_code == 302
    assert page["Location"].startswith(reverse("login"))
    assert stock(data_dir) == Stock()


def test_get_is_refused(editor_client: Client) -> None:
    assert editor_client.get(reverse("entry_read")).status_code == 405
