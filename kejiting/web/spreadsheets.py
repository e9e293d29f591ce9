"""Tables as files for a spreadsheet: XLSX and CSV. What is written is text, a date or a number, never a formula or a link."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib import import_module
from io import BytesIO, StringIO
from typing import Any, Generic, TypeVar

Cell = str | date | Decimal | None
Row = TypeVar("Row")
CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}

# The most that a cell of a spreadsheet holds
_LONGEST = 32_767
# How spreadsheets know a formula: =1+1, -1, @SUM, also behind a tab
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd",
}


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """What stands in a column of each row, under which heading; the width is in characters."""

    heading: str
    width: int
    cell: Callable[[Row], Cell]


def xlsx(title: str, columns: Sequence[Column[Any]], rows: Iterable[Sequence[Cell]]) -> bytes:
    """One sheet named `title` (at most 31 characters, none of []:*?/\\), its head line frozen."""
    data = BytesIO()
    # 42 modules, and most processes never write a sheet
    with import_module("xlsxwriter").Workbook(data, _OPTIONS) as book:
        head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        words = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
        number = book.add_format({"valign": "top"})
        sheet = book.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.heading, head)
        for line, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(line, place, cell, day)
                elif isinstance(cell, Decimal):
                    sheet.write_number(line, place, float(cell), number)
                elif cell:
                    sheet.write_string(line, place, _fitting(cell), words)
    return data.getvalue()


def _fitting(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def csv_file(columns: Sequence[Column[Any]], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with the mark by which spreadsheets know it; what would be a formula has a ' before it."""
    lines = StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow([column.heading for column in columns])
    writer.writerows([_as_text(cell) for cell in row] for row in rows)
    return lines.getvalue().encode("utf-8-sig", "replace")


def _as_text(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}"
    text = cell.isoformat() if isinstance(cell, date) else cell or ""
    return f"'{text}" if text.startswith(_FORMULA) else text
