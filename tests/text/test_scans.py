"""Scans are read by OCR where the extra is installed, within bounds; without it they are refused as ever."""

from __future__ import annotations

import io
import time
from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from kejiting.ingest.reading import read_letter
from kejiting.text import scans
from kejiting.text.bounded.worker import Reader
from kejiting.text.clean import clean
from kejiting.text.file_text import OCR, FileText, LeftOut
from kejiting.text.files import read_file
from kejiting.text.unreadable import UnreadableFile
from tests.text.made_pdfs import draw_lines, draw_pdf
from tests.text.stubbed_ocr import DOUBTED

PAGE = Image.new("L", (60, 84), 200)
BODY = [f"第{place}项工作已经按照时间表全部完成。" for place in "一二三四五六"]


def picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(PAGE), 0, 0, 595, 842)


def stamped(canvas: Canvas) -> None:
    picture(canvas)
    canvas.drawString(400, 820, "由手机扫描")


def text(canvas: Canvas) -> None:
    draw_lines(canvas, BODY)


def file_of(kind: str) -> bytes:
    made = io.BytesIO()
    PAGE.save(made, kind)
    return made.getvalue()


SCAN = draw_pdf(picture, picture)


def test_it_works(stubbed_ocr: None) -> None:
    read = read_file("扫描件.pdf", SCAN)

    assert "王洪福委员" in read.text
    assert read.recognised == (1, 2)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.pdf", SCAN, "这份 PDF 里没有文字（可能是扫描件），请先用 OCR 转成带文字的 PDF 或 Word 后再上传。"),
        ("a.png", file_of("PNG"), "图片里的文字读不了，请把正文存成 DOCX，或导出为带文字的 PDF，再上传。"),
    ],
)
def test_without_the_extra_they_are_refused_as_ever(name: str, data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_file(name, data)
    assert str(refusal.value) == sentence


def test_without_the_extra_a_page_that_is_a_picture_is_told() -> None:
    assert read_file("a.pdf", draw_pdf(text, picture)).left_out == (LeftOut("整页图片", "第2页"),)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "WEBP"])
def test_pictures_are_read_whatever_they_are_called(stubbed_ocr: None, kind: str) -> None:
    assert read_file("a.txt", file_of(kind)).recognised


def test_what_has_text_is_not_recognised(stubbed_ocr: None) -> None:
    read = read_file("a.pdf", draw_pdf(text))
    assert (read.text.split(), read.recognised, read.doubtful) == (BODY, (), ())


@pytest.fixture
def page_by_page(stubbed_ocr: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "_PDF", Reader("tests.text.stubbed_ocr", "read_pages"))


@pytest.mark.parametrize(
    ("pages", "recognised", "lines"),
    [
        ([text, picture], (2,), [*BODY, "第2份扫描件已经全部办理完毕。"]),
        ([picture, text], (1,), ["第1份扫描件已经全部办理完毕。", *BODY]),
        ([stamped, picture], (1, 2), ["第1份扫描件已经全部办理完毕。", "第2份扫描件已经全部办理完毕。"]),
    ],
)
def test_only_the_pages_that_are_pictures_are(
    page_by_page: None, pages: list[Callable[[Canvas], None]], recognised: tuple[int, ...], lines: list[str]
) -> None:
    read = read_file("a.pdf", draw_pdf(*pages))

    assert (read.text.split(), read.recognised, read.left_out) == (lines, recognised, ())
    squeezed = "".join(read.text.split())
    assert "".join(squeezed[place] for place in read.doubtful) == "".join(map(str, recognised))


def test_a_scan_that_takes_too_long_ends_with_a_sentence(stubbed_ocr: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "_PDF", Reader("tests.text.stubbed_ocr", "dawdle"))
    monkeypatch.setattr(scans, "_SECONDS", 0.2)
    for _ in range(2):
        with pytest.raises(UnreadableFile, match=r"文字识别用了 0\.2 秒还没有读完，请把扫描件拆成几份"):
            read_file("a.pdf", SCAN)


def test_a_scanned_annex_that_takes_too_long_is_told(stubbed_ocr: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "_PDF", Reader("tests.text.stubbed_ocr", "dawdle"))
    monkeypatch.setattr(scans, "_SECONDS", 0.2)

    read = read_file("a.pdf", draw_pdf(text, picture))

    assert (read.text.split(), read.left_out) == (BODY, (LeftOut("整页图片", "第2页"),))


def test_one_scan_is_read_at_a_time(stubbed_ocr: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "_WAIT_SECONDS", 0.1)
    with scans._turn:
        began = time.monotonic()
        with pytest.raises(UnreadableFile, match="正在识别别的扫描件"):
            read_file("a.pdf", SCAN)
        assert time.monotonic() - began < 60
    assert read_file("a.pdf", SCAN).recognised


def test_what_is_doubtful_has_its_place_in_the_canonical_text(stubbed_ocr: None) -> None:
    parsed = read_letter("a.pdf", SCAN).parsed

    doubts = [problem for problem in parsed.problems if problem.field == OCR]
    assert "第1、2页" in doubts[0].message
    assert [problem.span.of(parsed.text) for problem in doubts if problem.span] == [DOUBTED]


def test_doubts_beyond_measure_are_counted() -> None:
    text = "甲乙 " * 300
    read = FileText(text, recognised=(1,), doubtful=tuple(range(0, 600, 2)))

    messages = [problem.message for problem in read.problems(clean(text))]

    assert len(messages) == 202
    assert "还有100处" in messages[-1]
