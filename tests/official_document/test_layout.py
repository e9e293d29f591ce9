"""Documents measured as LibreOffice draws them, and read back as LibreOffice saves them."""

from __future__ import annotations

from io import BytesIO
from itertools import groupby
from pathlib import Path
from random import Random

import docx
import pdfplumber
import pytest
from pdfplumber.page import Page

from kejiting.official_document.document import CitedText, Form, OfficialDocument, Paragraph
from kejiting.official_document.quotations import read_quotations
from kejiting.official_document.writer import official_docx
from kejiting.text.unreadable import UnreadableFile
from tests.text.made_pdfs import convert_by_office

HAN = "科技成果转化是实现从科学到技术从技术到经济的关键环节我厅高度重视会同有关部门推动落实各项政策"
MM = 72 / 25.4


def reply(form: Form, seed: int) -> OfficialDocument:
    """A reply of several pages with quotations of many lengths."""
    chance = Random(seed)  # noqa: S311
    body = [Paragraph("heading", ("一、关于“推动省内高校建设专门的技术转移机构”的建议",))]
    for index in range(chance.randint(14, 18)):
        words = "".join(chance.choices(HAN, k=chance.randint(60, 420)))
        quotation = CitedText(words, f"吉科发成〔2025〕84号，第{index}段", f"q{index}")
        body.append(Paragraph("body", (quotation, "。2025年，完成1.2亿元（占37.5%），“两个平台”建成；")))
    return OfficialDocument(
        "对省政协十三届三次会议第157号委员提案的答复",
        tuple(body),
        form,
        issuer="吉林省科学技术厅",
        doc_number="吉科发成〔2025〕84号",
        salutation="王洪福委员：",
        signature="吉林省科学技术厅",
        signed_on="2025年6月18日",
        contact="联系人：成果处",
        copies="省政协提案委员会，省政府办公厅。",
        printed_by="吉林省科学技术厅办公室",
        printed_on="2025年6月18日",
    )


REPLIES: list[tuple[Form, int]] = [(form, seed) for form in ("letter", "document") for seed in range(5)]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    folder = tmp_path_factory.mktemp("replies")
    paths = [folder / f"{form}{seed}.docx" for form, seed in REPLIES]
    for path, (form, seed) in zip(paths, REPLIES, strict=True):
        path.write_bytes(official_docx(reply(form, seed)))
    return convert_by_office(paths, folder / "profile")


def rows(page: Page) -> list[list[dict[str, float]]]:
    """The characters of each row of the text area, from the top."""
    below = (297 - 35) * MM
    characters = sorted((c for c in page.chars if c["bottom"] < below and c["text"].strip()), key=lambda c: c["bottom"])
    return [list(row) for _, row in groupby(characters, key=lambda c: round(c["bottom"]))]


def test_pages_have_22_rows_of_28_characters_in_156_by_225_mm(drawn: list[bytes]) -> None:
    for data in drawn:
        with pdfplumber.open(BytesIO(data)) as pdf:
            # the empty row before the signature may end the last page but one
            whole = pdf.pages[1:-2]
            assert whole
            for page in whole:
                found = rows(page)
                assert len(found) == 22
                assert found[0][0]["top"] >= 36 * MM
                assert found[-1][0]["bottom"] <= 263 * MM
                for row in found:
                    assert min(c["x0"] for c in row) >= 27.5 * MM
                    assert max(c["x1"] for c in row) <= 184.5 * MM
                full = [row for row in found if all(str(c["text"]) >= "一" for c in row) and row[0]["x0"] < 29 * MM]
                # what may not begin a row, and a number, take the last characters along
                lengths = [len(row) for row in full if max(c["x1"] for c in row) > 183 * MM]
                assert max(lengths) == 28
                assert lengths.count(28) >= 0.7 * len(lengths)


def test_page_numbers_stand_outside_and_below(drawn: list[bytes]) -> None:
    for (form, _), data in zip(REPLIES, drawn, strict=True):
        with pdfplumber.open(BytesIO(data)) as pdf:
            for number, page in enumerate(pdf.pages, 1):
                printed = [c for c in page.chars if c["top"] > 263 * MM]
                if form == "letter" and number == 1:
                    assert not printed
                    continue
                assert "".join(c["text"] for c in printed).replace(" ", "") == f"—{number}—"
                dash = printed[0]
                # 7 mm below the area: in the middle of the dash
                assert abs((dash["top"] + dash["bottom"]) / 2 - 269 * MM) < MM
                edge = printed[-1]["x1"] - (184 * MM - 14) if number % 2 else printed[0]["x0"] - (28 * MM + 14)
                assert abs(edge) < MM


def test_a_letter_has_double_rules_170_mm_long(drawn: list[bytes]) -> None:
    with pdfplumber.open(BytesIO(drawn[0])) as pdf:
        first, second = pdf.pages[:2]
        mark = [c for c in first.chars if c["size"] > 30]
        assert abs(mark[0]["top"] - 30 * MM) < MM
        rules = sorted({(round(line["top"], 1), line["linewidth"]) for line in first.lines})
        (top, thick), (_, thin), (_, foot_thin), (bottom, foot_thick) = rules
        assert abs(top - mark[0]["bottom"] - 4 * MM) < 1.5 * MM
        assert thick > thin
        assert abs(bottom - 277 * MM) < MM
        assert foot_thin < foot_thick
        for line in first.lines:
            assert abs(line["x0"] - 20 * MM) < MM
            assert abs(line["x1"] - 190 * MM) < MM
        assert not second.lines


def test_a_document_has_a_rule_and_an_imprint(drawn: list[bytes]) -> None:
    with pdfplumber.open(BytesIO(drawn[5])) as pdf:
        first, last = pdf.pages[0], pdf.pages[-1]
        mark = [c for c in first.chars if c["size"] > 30]
        assert abs(mark[0]["top"] - 72 * MM) < MM
        (rule,) = {(round(line["x0"]), round(line["x1"]), round(line["top"])) for line in first.lines}
        assert abs(rule[0] - 28 * MM) < MM
        assert abs(rule[1] - 184 * MM) < MM
        number = max(c["bottom"] for c in first.chars if c["top"] < rule[2])
        assert abs(rule[2] - number - 4 * MM) < MM
        tops = sorted({round(line["top"]) for line in last.lines})
        assert len(tops) == 3
        assert abs(tops[-1] - 262 * MM) < MM
        assert "抄送：省政协提案委员会，省政府办公厅。" in (last.extract_text() or "")


def test_quotations_come_back_from_libreoffice(tmp_path: Path) -> None:
    """Each is found by its key with its words, and a changed one with what stands there now."""
    document = reply("letter", 7)
    quotations = {p.key: p.text for paragraph in document.body for p in paragraph.pieces if isinstance(p, CitedText)}
    data = official_docx(document)
    assert read_quotations(data) == quotations
    edited = docx.Document(BytesIO(data))
    (changed,) = [run for p in edited.paragraphs for run in p.runs if run.text == quotations["q3"]]
    changed.text = "改过的话" + changed.text[4:]
    path = tmp_path / "edited.docx"
    edited.save(str(path))

    (saved,) = convert_by_office([path], tmp_path / "profile", "docx:MS Word 2007 XML")

    assert read_quotations(saved) == {**quotations, "q3": "改过的话" + quotations["q3"][4:]}
    comments = [comment.text for comment in docx.Document(BytesIO(saved)).comments]
    assert comments == [f"吉科发成〔2025〕84号，第{index}段" for index in range(len(quotations))]


def test_a_clean_copy_has_neither_comments_nor_bookmarks() -> None:
    data = official_docx(reply("document", 1), cite=False)

    assert read_quotations(data) == {}
    assert len(docx.Document(BytesIO(data)).comments) == 0


def test_characters_that_xml_does_not_hold_are_left_out() -> None:
    document = OfficialDocument("题\x00目", (Paragraph("body", (CitedText("一\x0b二\ufffe三", "源\x01", "q0"),)),))

    assert read_quotations(official_docx(document)) == {"q0": "一二三"}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a file"])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_quotations(data)
