"""The hits of a search as XLSX and CSV."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import BytesIO, StringIO
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree
from pytest_django import Settings

from kejiting.indexing.sync import sync_pending
from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter
from kejiting.search_pages import export as search_export
from kejiting.web.spreadsheets import Column, csv_file, xlsx
from measures.models import Plan
from proposals.models import Passage, ReplyLetter
from tests.conftest import FIXTURES

pytestmark = pytest.mark.django_db

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def export(client: Client, **parameters: object) -> HttpResponse:
    response = client.get("/search/export/", parameters)
    assert response.status_code == 200, response.content.decode()
    return response


def csv_lines(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


def xlsx_lines(data: bytes) -> list[list[str]]:
    """Every row's words; of a cell that holds a number, the number."""
    with ZipFile(BytesIO(data)) as book:
        shared = etree.fromstring(book.read("xl/sharedStrings.xml"))
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    words = ["".join(text.text or "" for text in one.iter(f"{MAIN}t")) for one in shared.iter(f"{MAIN}si")]
    return [[_cell(cell, words) for cell in row.iter(f"{MAIN}c")] for row in sheet.iter(f"{MAIN}row")]


def _cell(cell: etree._Element, words: list[str]) -> str:
    value = cell.findtext(f"{MAIN}v") or ""
    return words[int(value)] if cell.get("t") == "s" else value


def test_it_works(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    response = export(client, q="2518人", format="csv")
    head, first, *_ = csv_lines(response.content)
    row = dict(zip(head, first, strict=True))
    passage = Passage.objects.get(letter=seeds["000"], pk=row["链接"].rpartition("#p")[2])

    expected = {
        "出处": "吉科发成〔2025〕84号，2025年6月18日，第一项",
        "部分": "成效",
        "原文": passage.text,
        "建议": "推动省内高校建设专门的技术转移机构",
        "答复函或方案": "对省政协十三届三次会议第157号委员提案的答复",
        "发文字号": "吉科发成〔2025〕84号",
        "成文日期": "2025-06-18",
        "年份": "2025年",
        "种类": "委员提案",
        "届次": "省政协十三届三次会议",
        "机关": "吉林省科学技术厅",
        "处室（代字）": "成",
        "办理类别": "",
        "提出人": "王洪福",
        "相符": "原文",
        "链接": f"http://testserver/letters/{seeds['000'].pk}/#p{passage.pk}",
    }
    assert expected.items() <= row.items()


def test_both_formats_hold_the_same_rows(client: Client, seeds: dict[str, ReplyLetter], plan: Plan) -> None:
    asked = {"q": "技术转移 OR 科技成果", "sort": "date"}
    in_csv = csv_lines(export(client, **asked, format="csv").content)
    in_xlsx = xlsx_lines(export(client, **asked, format="xlsx").content)

    texts = [row[2].lstrip("'") for row in in_csv]
    assert [row[2] for row in in_xlsx] == texts
    assert len(texts) > 20
    assert "方案" in {row[1] for row in in_csv}


def test_it_holds_what_the_pages_show(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    found = client.get("/", {"part": "next_steps", "size": 50}).context["found"]
    rows = csv_lines(export(client, part="next_steps", format="csv", page=7, size=1).content)[1:]

    shown = [f"http://testserver{hit.url}" for document in found.documents for hit in document.hits]
    assert [row[-1] for row in rows] == shown


def test_passages_near_another_can_be_exported(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    passage = Passage.objects.filter(letter=seeds["000"], part="measures").first()
    assert passage is not None
    rows = csv_lines(export(client, like=passage.pk, format="csv").content)[1:]

    assert rows
    assert {row[-2] for row in rows} == {"相近"}
    assert passage.text not in {row[2] for row in rows}


def test_its_name_says_what_was_asked(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    named = unquote(export(client, q='"技术/转移" ..\\x', format="xlsx").headers["Content-Disposition"])
    assert named.startswith("attachment; filename*=utf-8''检索_技术 转移 .. x_2")
    assert named.endswith(".xlsx")


def test_the_page_links_to_it(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    page = client.get("/", {"q": "科技", "year": 2025, "page": 1}).content.decode()
    for name in ("xlsx", "csv"):
        assert f'href="/search/export/?q=%E7%A7%91%E6%8A%80&amp;year=2025&amp;format={name}"' in page


def test_it_is_bounded_and_says_so(
    client: Client, seeds: dict[str, ReplyLetter], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_export, "TABLE", replace(search_export.TABLE, most=3))
    *rows, last = csv_lines(export(client, q="科技", format="csv").content)[1:]

    assert len(rows) == 3
    assert last[0] == "以上是前 3 段，其余没有导出。请加上条件，分几次导出。"


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"q": "科技"}, "请选择导出的格式"),
        ({"q": "科技", "format": "pdf"}, "pdf"),
        ({"format": "csv"}, "请先写检索词"),
        ({"format": "csv", "like": "999999"}, "没有这一段"),
        ({"format": "csv", "q": "科技", "year": "去年"}, "整数"),
    ],
)
def test_what_cannot_be_exported_is_refused(client: Client, parameters: dict[str, str], sentence: str) -> None:
    response = client.get("/search/export/", parameters)
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_nobody_exports_without_login_where_reading_needs_one(client: Client, settings: Settings) -> None:
    settings.KEJITING_PUBLIC = False
    response = client.get("/search/export/?q=科技&format=csv")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/login/")


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "＝1", "http://example.test/", "157"])
def test_no_text_becomes_a_formula_or_a_link(text: str) -> None:
    columns = [Column("原文", 20, str)]
    (_, (in_csv,)) = csv_lines(csv_file(columns, [[text]]))
    data = xlsx("检索结果", columns, [[text]])

    assert in_csv.removeprefix("'") == text
    assert in_csv.startswith("'") == (text[0] not in "h1")
    assert xlsx_lines(data)[1] == [text]
    with ZipFile(BytesIO(data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"<hyperlink" not in sheet


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    (_, (text,)) = xlsx_lines(xlsx("检索结果", [Column("原文", 20, str)], [["长" * 40_000]]))
    assert len(text) == 32_767
    assert text.endswith("长…")


def test_queries_do_not_grow_with_letters(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    sync_pending()
    export(client, q="科技", format="csv")  # what a process looks up once
    with CaptureQueriesContext(connection) as few:
        export(client, q="科技", format="csv")
    path = FIXTURES / "letters" / "000_a2417a277ece4eeb.txt"
    for serial in range(200, 206):
        text = path.read_text(encoding="utf-8").replace("84号", f"{serial}号")
        ingest_letter(read_letter(f"{serial}.txt", text.encode()), by=None, publish=True)
    sync_pending()
    with CaptureQueriesContext(connection) as many:
        export(client, q="科技", format="csv")
    assert len(many) == len(few)
