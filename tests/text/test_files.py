"""Which files are read, and the sentence for each that is not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from kejiting.text.files import MAX_CHARACTERS, MAX_FILE_BYTES, bytes_of, read_file
from kejiting.text.unreadable import UnreadableFile
from tests.text.made_pdfs import make_pdf
from tests.text.word_files import paragraph, word_file

TEXT = "王洪福委员：\n现答复如下："


def ole_bytes(*streams: str) -> bytes:
    directory = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + directory


def zip_bytes(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


# LibreOffice writes the kind first and unpacked
ODT = b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text"


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "答复", "a.b.txt"])
def test_text_is_read(name: str) -> None:
    assert read_file(name, TEXT.encode()).text == TEXT


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a.docx", "扫描"])
def test_a_pdf_is_read_whatever_its_name(name: str) -> None:
    assert read_file(name, make_pdf(["现答复如下"])).text == "现答复如下"


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "a.wps", "a.txt", "a.docm", "答复"])
def test_a_word_file_is_read_whatever_its_name(name: str) -> None:
    assert read_file(name, word_file(paragraph("现答复如下："))).text == "现答复如下："


@pytest.mark.parametrize("path", sorted(Path("fixtures").glob("*/*.txt")), ids=lambda path: path.stem[:3])
def test_every_fixture_is_read(path: Path) -> None:
    assert read_file(path.name, path.read_bytes()).text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "空的"),
        ("a.txt", b" \r\n\t ", "空的"),
        ("a.txt", "　　\n".encode(), "只有空白"),
        ("a.pdf", b"", "空的"),
        ("a.txt", b"a" * (MAX_FILE_BYTES + 1), "20 MB"),
        ("a.txt", "字".encode() * (MAX_CHARACTERS + 1), "20 万字"),
        ("a.txt", b"a\x00b", "空字节"),
        ("a.pdf", TEXT.encode(), "不是 PDF"),
        ("a.docx", zip_bytes("word/document.xml"), "不是 Word"),
        ("a.docx", zip_bytes("a.xml"), "不是 Word"),
        ("a.docx", TEXT.encode(), "Word 文件已损坏"),
        ("a.docx", zip_bytes("OFD.xml", "Doc_0/Document.xml"), "OFD 文件已损坏"),
        ("a.ofd", TEXT.encode(), "不是 OFD"),
        ("a.docx", zip_bytes("xl/workbook.xml"), "表格"),
        ("a.docx", zip_bytes("ppt/presentation.xml"), "演示文稿"),
        ("a.docx", ODT, "ODF"),
        ("a.zip", zip_bytes("a.txt"), "压缩包"),
        ("a.txt", ole_bytes(), "doc、wps"),
        ("a.docx", ole_bytes("WordDocument", "Workbook"), "doc、wps"),
        ("a.doc", ole_bytes("Workbook"), "表格"),
        ("a.doc", ole_bytes("PowerPoint Document"), "演示文稿"),
        ("a.docx", ole_bytes("EncryptionInfo", "EncryptedPackage"), "设了密码"),
        ("a.doc", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "doc、wps"),
        ("a.wps", TEXT.encode(), "doc、wps"),
        ("a.doc", b"{\\rtf1\\ansi}", "RTF"),
        ("a.txt", b"\x89PNG\r\n\x1a\n123", "图片"),
        ("a.txt", b"\xff\xd8\xff\xe0123", "图片"),
        ("a.tiff", b"123", "图片"),
        ("a.exe", b"MZ12", "这种文件（exe）"),
    ],
)
def test_the_others_are_refused_with_what_to_do(name: str, data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message) as refusal:
        read_file(name, data)
    assert str(refusal.value).endswith("。")


@pytest.mark.parametrize(("size", "read"), [(0, 0), (10, 10), (3 * MAX_FILE_BYTES, MAX_FILE_BYTES + 1)])
def test_no_more_is_read_than_shows_that_it_is_too_large(tmp_path: Path, size: int, read: int) -> None:
    path = tmp_path / "file"
    with path.open("wb") as file:
        file.truncate(size)

    assert len(bytes_of(path)) == read
