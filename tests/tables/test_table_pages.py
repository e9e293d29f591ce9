"""A table of a published letter: found by its cells, shown as rows, its figures in their places."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter
from measures.models import Figure
from proposals.models import ReplyLetter
from tests.tables.drawn_tables import HELD_OUT, TUNED, as_docx, read_tables

pytestmark = pytest.mark.django_db


def published(path: Path, name: str) -> ReplyLetter:
    table = next(table for table in read_tables(path) if table.name == name)
    return ingest_letter(read_letter("table.docx", as_docx(table)), by=None, publish=True)


@pytest.fixture
def letter(db: None) -> ReplyLetter:
    return published(TUNED, "units in the head")


def test_it_works(client: Client, letter: ReplyLetter) -> None:
    (passage,) = [passage for passage in letter.passages.all() if "\t" in passage.text]

    assert passage.text == "地区\t项目数（个）\t金额（万元）\n长春市\t128\t3560\n吉林市\t45\t1,280.5"
    page = client.get(letter.get_absolute_url()).content.decode()
    assert "长春市\t128\t3560" in page
    assert f'id="p{passage.pk}"' in page
    shown = client.get(f"/api/letters/{letter.pk}").json()
    assert all(shown["text"][one["start"] : one["end"]] == one["text"] for one in shown["passages"])


@pytest.mark.parametrize(
    ("q", "count"), [("3560", 1), ("128", 1), ("长春市 金额", 1), ("项目数（个）", 1), ("1283560", 0), ("市128", 0), ("45", 1)]
)  # fmt: skip
def test_cells_are_found(client: Client, letter: ReplyLetter, q: str, count: int) -> None:
    assert client.get("/api/search", {"q": q}).json()["count"] == count


def test_its_figures_stand_in_the_ledger(client: Client, letter: ReplyLetter) -> None:
    figure = Figure.objects.get(printed="3560")

    assert (figure.low, figure.unit, figure.counted, figure.period) == (35_600_000, "元", "长春市·金额", "2024年")
    assert figure.passage is not None
    assert figure.passage.text[figure.start : figure.end] == "3560"
    assert "长春市·金额" in client.get("/figures/").content.decode()
    assert "长春市·金额" in client.get("/figures/export/?format=csv").content.decode("utf-8-sig")


def test_a_column_of_telephone_numbers_is_masked(client: Client, db: None) -> None:
    letter = published(HELD_OUT, "three names before the numbers")

    for address in (letter.get_absolute_url(), f"/api/letters/{letter.pk}", "/api/search?q=农安县"):
        assert "88970601" not in client.get(address).content.decode()
    assert "哈拉海镇" in client.get(letter.get_absolute_url()).content.decode()
