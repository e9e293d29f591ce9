"""Read the first sheet of an XLSX file, or a CSV file, as rows of words. It may be hostile."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from io import StringIO

from kejiting.text.lazy_re import lazy_re
from kejiting.text.unreadable import UnreadableFile
from kejiting.text.xml_package import XmlElement, XmlPackage, part_name

MAX_SHEET_BYTES = 5 * 1024 * 1024
MAX_ROWS, MAX_COLUMNS, MAX_CELL = 1_000, 60, 2_000
BROKEN = "这份表格打不开：文件已损坏，或者不是 XLSX、CSV。请在 WPS 或 Excel 里另存为 XLSX 再上传。"
TOO_LARGE = f"表格太大。请只留一年的来件（不超过 {MAX_ROWS} 行），再上传。"
OLD = "旧格式的表格（xls、et）读不了，请在 WPS 或 Excel 里另存为 XLSX 再上传。"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE = lazy_re("([A-Z]{1,3})[0-9]{1,7}")
# Numbers of formats that every program knows as dates (ECMA-376, 18.8.30; 27 to 36 and 50 to 58 in Chinese ones)
_DATES = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
# What is no part of a date in a format: "年", [$-804], \-
_LITERAL = lazy_re(r'"[^"]{0,200}"|\[[^\]]{0,60}\]|\\.')
_NUMBER = lazy_re(r"-?[0-9]{1,12}(?:\.[0-9]{1,18})?(?:E[+-]?[0-9]{1,2})?")
# Day 0; the year 1900 counts as a leap year there
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LAST_SERIAL = 73_050


def read_sheet(data: bytes) -> list[list[str]]:
    """Return the rows, each as long as its last cell; dates as 2026-03-02. Raises UnreadableFile."""
    if not data.strip():
        raise UnreadableFile("文件是空的，请检查后重新上传。")
    if len(data) > MAX_SHEET_BYTES:
        raise UnreadableFile(TOO_LARGE)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(OLD)
    rows = _bounded(_in_place(_xlsx_rows(data)) if data.startswith(b"PK") else _csv_rows(data))
    if not any(map(any, rows)):
        raise UnreadableFile("表格里没有文字，请检查后重新上传。")
    return rows


def _bounded(rows: Iterable[list[str]]) -> list[list[str]]:
    kept: list[list[str]] = []
    for row in rows:
        if len(kept) > MAX_ROWS:
            raise UnreadableFile(TOO_LARGE)
        kept.append([cell.replace("\0", "").strip()[:MAX_CELL] for cell in row[:MAX_COLUMNS]])
    return kept


def _in_place(rows: Iterable[tuple[int, list[str]]]) -> Iterator[list[str]]:
    """Rows by their numbers: what is empty is left out of a file, or stands in it without end."""
    count = 0
    for number, row in rows:
        if not any(row):
            continue
        if number > MAX_ROWS + 1:
            raise UnreadableFile(TOO_LARGE)
        for _ in range(count + 1, number):
            yield []
        yield row
        count = max(count + 1, number)


def _csv_rows(data: bytes) -> Iterator[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise UnreadableFile(BROKEN)
    try:
        yield from csv.reader(StringIO(text.replace("\0", "")))
    except csv.Error as error:
        raise UnreadableFile(BROKEN) from error


def _xlsx_rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        package = XmlPackage(data, BROKEN, TOO_LARGE)
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadableFile(BROKEN) from error
    book = package.xml("xl/workbook.xml")
    properties = book.find(f"{_MAIN}workbookPr")
    epoch = _EPOCH_1904 if properties is not None and properties.get("date1904") in ("1", "true") else _EPOCH
    strings = _shared_strings(package)
    dates = _date_styles(package)
    number = 0
    for row in package.xml(_first_sheet(package, book)).iter(f"{_MAIN}row"):
        written = row.get("r", "")
        number = int(written) if written.isdecimal() and len(written) < 9 else number + 1
        cells: list[str] = []
        for cell in row.iterfind(f"{_MAIN}c"):
            column = _column(cell.get("r"), len(cells))
            if column < MAX_COLUMNS:
                cells += [""] * (column + 1 - len(cells))
                cells[column] = _cell_words(cell, strings, dates, epoch)
        yield number, cells


def _first_sheet(package: XmlPackage, book: XmlElement) -> str:
    sheet = next(book.iter(f"{_MAIN}sheet"), None)
    if sheet is not None and "xl/_rels/workbook.xml.rels" in package:
        for relation in package.xml("xl/_rels/workbook.xml.rels"):
            if relation.get("Id") == sheet.get(_RELATION):
                return part_name("xl/", relation.get("Target"))
    return "xl/worksheets/sheet1.xml"


def _shared_strings(package: XmlPackage) -> list[str]:
    if "xl/sharedstrings.xml" not in package:
        return []
    return [_words(item) for item in package.xml("xl/sharedstrings.xml").iterfind(f"{_MAIN}si")]


def _words(item: XmlElement) -> str:
    """All its runs, without how they are pronounced."""
    return "".join(
        piece.text or ""
        for piece in item.iter(f"{_MAIN}t")
        if (parent := piece.getparent()) is not None and parent.tag != f"{_MAIN}rPh"
    )


def _date_styles(package: XmlPackage) -> set[int]:
    """The styles of cells, by their numbers, whose values are days."""
    if "xl/styles.xml" not in package:
        return set()
    styles = package.xml("xl/styles.xml")
    own = {
        form.get("numFmtId"): _LITERAL.sub("", form.get("formatCode") or "").lower()
        for form in styles.iter(f"{_MAIN}numFmt")
    }
    formats = [style.get("numFmtId", "") for style in styles.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")]
    return {
        place
        for place, number in enumerate(formats)
        if ("y" in own[number] if number in own else number.isdecimal() and int(number) in _DATES)
    }


def _column(reference: str | None, following: int) -> int:
    """B7 → 1; a cell without a reference follows the one before."""
    match = _REFERENCE.fullmatch(reference or "")
    if match is None:
        return following
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _cell_words(cell: XmlElement, strings: list[str], dates: set[int], epoch: date) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _words(cell)
    value = cell.findtext(f"{_MAIN}v") or ""
    if kind == "s":
        return strings[int(value)] if value.isdecimal() and int(value) < len(strings) else ""
    if kind == "n" and _NUMBER.fullmatch(value):
        number = float(value)
        style = cell.get("s", "")
        if style.isdecimal() and int(style) in dates and 0 < number < _LAST_SERIAL:
            return (epoch + timedelta(days=int(number))).isoformat()
        return str(int(number)) if number.is_integer() else value
    return "" if kind == "e" else value
