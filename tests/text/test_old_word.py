"""Old files of Word and WPS say what the DOCX says that they were made of: LibreOffice makes them, and reads them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kejiting.text.file_text import LeftOut
from kejiting.text.files import read_file
from kejiting.text.old_word import NO_OFFICE, read_old_word
from kejiting.text.unreadable import UnreadableFile
from kejiting.text.word.reader import read_docx
from tests.text.drawn_letters import TEXTS, letter_of
from tests.text.made_pdfs import convert_by_office, write_docx
from tests.text.reading import shape_of
from tests.text.test_docx_constructions import entries
from tests.text.test_docx_constructions import field as form_field
from tests.text.test_files import ole_bytes
from tests.text.word_files import chinese_list, listed, paragraph, run, word_file

LISTED = word_file(
    listed("关于人才"),
    listed("落实举措", 1),
    paragraph("我厅出台了办法。"),
    listed("取得成效", 1),
    numbering=chinese_list(),
)
TAIL = "明确了技术经纪专业技术资格评价的基本标准条件，首次列入职称评审序列。"
SENTENCE = f"1. {TAIL}"
GUIDED = f"<w:r><w:ruby><w:rt>{run('yin')}</w:rt><w:rubyBase>{run(SENTENCE)}</w:rubyBase></w:ruby></w:r>"
CHOSEN = entries("B类", "A类", chosen='<w:result w:val="1"/>')
MADE = {
    "listed": LISTED,
    "guided": word_file(paragraph("王洪福委员："), paragraph(runs=GUIDED)),
    "fields": word_file(
        paragraph(runs=run("第") + form_field('QUOTE "三"') + run("方评估")),
        paragraph(runs=form_field(" FORMDROPDOWN ", CHOSEN)),
    ),
}


@dataclass
class Site:
    """A server on this machine, and the addresses that it was asked for."""

    asked: list[str] = field(default_factory=list)

    def serve(self) -> ThreadingHTTPServer:
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_error(404)

            def log_message(self, *args: object) -> None:
                """Nobody reads it."""

        return ThreadingHTTPServer(("127.0.0.1", 0), Handler)


@pytest.fixture(scope="session")
def site() -> Iterator[tuple[Site, int]]:
    site = Site()
    with site.serve() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield site, server.server_port
        server.shutdown()


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory, site: tuple[Site, int]) -> dict[str, tuple[bytes, bytes]]:
    """Return the files by their names: what they were made of, and as .doc. One names a picture on the site."""
    folder = tmp_path_factory.mktemp("old")
    for name in TEXTS:
        write_docx(letter_of(name), folder / f"{name}.docx", running_head="吉林省科学技术厅文件")
    for name, made in MADE.items():
        (folder / f"{name}.docx").write_bytes(made)
    (folder / "linked.html").write_text(
        f'<p>王洪福委员：</p><p><img src="http://127.0.0.1:{site[1]}/a.png" width="200" height="200"></p>',
        encoding="utf-8",
    )
    paths = sorted([*folder.glob("*.docx"), *folder.glob("*.html")])
    made = convert_by_office(paths, folder / "profile", "doc:MS Word 97")
    return {path.stem: (path.read_bytes(), old) for path, old in zip(paths, made, strict=True)}


@pytest.mark.parametrize("name", TEXTS)
def test_it_works(name: str, files: dict[str, tuple[bytes, bytes]]) -> None:
    new, old = files[name]
    read = read_file("答复.doc", old)
    assert read == read_docx(new)
    assert shape_of(read.text) == shape_of(TEXTS[name])


def test_the_numbers_of_lists_are_read(files: dict[str, tuple[bytes, bytes]]) -> None:
    assert read_old_word(files["listed"][1]).text.split() == read_docx(LISTED).text.split()


def test_what_the_conversion_loses_is_told(files: dict[str, tuple[bytes, bytes]]) -> None:
    """LibreOffice cuts off a phonetic guide at a space in its words."""
    read = read_old_word(files["guided"][1])
    assert TAIL not in read.text
    assert read.left_out == (LeftOut("转换后找不到的文字", f"“{TAIL[:12]}…”"),)


def test_fields_without_a_result_are_read(files: dict[str, tuple[bytes, bytes]]) -> None:
    assert read_old_word(files["fields"][1]).text.split() == ["第三方评估", "A类"]


@pytest.mark.parametrize("name", ["答复.wps", "答复.txt"])
def test_it_is_read_whatever_its_name(name: str, files: dict[str, tuple[bytes, bytes]]) -> None:
    assert "我厅出台了办法。" in read_file(name, files["listed"][1]).text


def test_several_are_read_at_once(files: dict[str, tuple[bytes, bytes]]) -> None:
    with ThreadPoolExecutor() as threads:
        read = list(threads.map(lambda name: read_file("a.doc", files[name][1]), TEXTS))
    assert read == [read_docx(files[name][0]) for name in TEXTS]


def test_nothing_is_fetched_and_what_was_left_out_is_told(
    files: dict[str, tuple[bytes, bytes]], site: tuple[Site, int]
) -> None:
    asked = site[0].asked
    assert "/a.png" in asked, "LibreOffice without our settings asks for it"
    asked.clear()
    read = read_file("a.doc", files["linked"][1])
    assert read.text.strip() == "王洪福委员："
    assert read.left_out == (LeftOut("图片", "第1段"),)
    assert asked == []


def test_without_libreoffice_it_is_said_what_to_do(
    files: dict[str, tuple[bytes, bytes]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableFile, match="另存为 DOCX") as refusal:
        read_old_word(files["000"][1])
    assert str(refusal.value) == NO_OFFICE


@pytest.mark.parametrize("cut", [0, 20_000])
def test_a_broken_file_is_refused(cut: int, files: dict[str, tuple[bytes, bytes]]) -> None:
    with pytest.raises(UnreadableFile, match="doc、wps"):
        read_old_word(files["000"][1][:cut] + ole_bytes("WordDocument"))
