"""Sheets as rows of words: XLSX by its XML, CSV in both encodings; hostile files get a sentence."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.sheet import MAX_ROWS, read_sheet
from kejiting.text.unreadable import UnreadableFile

ROWS = [["编号", "题目", "交办日期"], ["157", "关于“技术经纪人”的建议", "2026-03-02"], ["", "没有编号", "3月2日"]]


def book(rows: list[list[object]], **options: object) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, **options}) as made:
        sheet = made.add_worksheet("清单")
        day = made.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(line, column, cell, day)
                elif cell != "":
                    sheet.write(line, column, cell)
        made.add_worksheet("别的").write(0, 0, "不读")
    return data.getvalue()


def test_it_works() -> None:
    rows = [ROWS[0], [157, ROWS[1][1], date(2026, 3, 2)], ["", "没有编号", "3月2日"]]
    assert read_sheet(book(rows)) == ROWS
    assert read_sheet(book(rows, date_1904=True)) == ROWS


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
def test_csv(encoding: str) -> None:
    text = "编号,题目,交办日期\r\n157,关于“技术经纪人”的建议,2026-03-02\r\n,没有编号,3月2日\r\n"
    assert read_sheet(text.encode(encoding)) == ROWS


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (46083, "yyyy-mm-dd", "2026-03-02"),
        (46083, '[$-804]yyyy"年"m"月"', "2026-03-02"),
        (46083, '0"年"', "46083"),
        (0.5, "0.00", "0.5"),
        (46083, "#,##0", "46083"),
    ],
)
def test_numbers_and_days(number: float, form: str, shown: str) -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as made:
        made.add_worksheet().write_number(0, 0, number, made.add_format({"num_format": form}))
    assert read_sheet(data.getvalue()) == [[shown]]


def bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", b" " * 80_000_000)
    return data.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n",
        b"PK\x03\x04 no zip",
        b"\xd0\xcf\x11\xe0 old",
        b"\xff\xfe\xff",
        b",,,\n,,",
        b"a,b\n" * (MAX_ROWS + 2),
        b"x" * (5 * 1024 * 1024 + 1),
        bomb(),
    ],
    ids=range(9),
)
def test_what_is_no_sheet_is_told(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as error:
        read_sheet(data)
    assert str(error.value).endswith("。")


def test_a_part_with_entities_is_refused() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(UnreadableFile):
        read_sheet(data.getvalue())


def rows_or_refusal(data: bytes) -> object:
    try:
        return read_sheet(data)
    except UnreadableFile as error:
        return str(error)


@given(st.binary(max_size=200))
def test_any_bytes_give_rows_or_a_sentence(data: bytes) -> None:
    assert rows_or_refusal(data)
    assert rows_or_refusal(b"PK" + data)
