"""A letter as a Word file: as it was issued, for whom its page is."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from django.test import Client
from django.urls import reverse
from docx.document import Document
from docx.oxml.ns import qn

from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter
from kejiting.official_document.writer import docx_file
from kejiting.text.clean import strip_whitespace
from kejiting.text.files import read_file
from proposals.models import ReplyLetter, Status
from tests.conftest import FIXTURES
from tests.text.reading import text_of

pytestmark = pytest.mark.django_db


def word(client: Client, letter: ReplyLetter) -> bytes:
    answer = client.get(reverse("letter_word", args=[letter.pk]))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    return answer.content


def opened(data: bytes) -> Document:
    return docx.Document(BytesIO(data))


def test_it_works(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    """The file holds the public text, line by line, and is read again as the same letter."""
    for letter in seeds.values():
        data = word(client, letter)

        assert "\n".join(paragraph.text for paragraph in opened(data).paragraphs) == letter.public_text
        assert strip_whitespace(text_of(read_file("a.docx", data))) == strip_whitespace(letter.public_text)


def test_it_is_laid_out_as_a_document(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    document = opened(word(client, seeds["000"]))
    fonts = {
        paragraph.text: paragraph.style.element.rPr.rFonts.get(qn("w:eastAsia"))  # type: ignore[union-attr]
        for paragraph in document.paragraphs
    }
    page = document.sections[0]

    assert fonts["对省政协十三届三次会议第157号委员提案的答复"] == "方正小标宋简体"
    assert fonts["一、关于“推动省内高校建设专门的技术转移机构”的建议"] == "黑体"
    assert fonts["王洪福委员:"] == fonts["2025年6月18日"] == "仿宋"
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert 'w:instr="PAGE"' in page.footer._element.xml


def test_contacts_stay_masked(editor_client: Client, client: Client) -> None:
    text = (FIXTURES / "letters" / "003_96eae33ca5370acb.txt").read_text() + "\n联系人及电话：陆言，13800000000\n"
    letter = ingest_letter(read_letter("x.txt", text.encode()), by=None, publish=True)

    for asker in (client, editor_client):
        words = "\n".join(paragraph.text for paragraph in opened(word(asker, letter)).paragraphs)
        assert words == letter.public_text
        assert "13800000000" not in words


def test_a_draft_is_for_editors(client: Client, editor_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    address = reverse("letter_word", args=[seeds["000"].pk])
    ReplyLetter.objects.filter(pk=seeds["000"].pk).update(status=Status.DRAFT)

    assert client.get(address).status_code == 404
    assert "%E8%8D%89%E7%A8%BF" in editor_client.get(address)["Content-Disposition"]


def test_the_page_leads_to_it(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    page = client.get(seeds["000"].get_absolute_url()).content.decode()

    assert f'<a href="{reverse("letter_word", args=[seeds["000"].pk])}">下载 Word</a>' in page


def test_what_no_xml_holds_is_left_out() -> None:
    assert [one.text for one in opened(docx_file("题\0", [("甲\0\x0b\ud800乙\t丙", "body")])).paragraphs] == [
        "甲乙\t丙"
    ]
