"""Keep the cells of a page's table at their columns, whatever was merged over how many of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.html import HtmlElement

# A wider cell only arranges the page.
_MOST = 63


@dataclass(slots=True)
class Grid:
    """`rows` have the lines of each cell, and None where one was merged over; `_below`: a column → rows it still covers."""

    rows: list[list[list[str] | None]] = field(default_factory=list)
    _below: dict[int, int] = field(default_factory=dict)

    def open_row(self) -> None:
        self._cover(to_end=True)
        self.rows.append([])

    def add_cell(self, element: HtmlElement, lines: list[str]) -> None:
        self._cover(to_end=False)
        row, across, down = self.rows[-1], _span(element, "colspan"), _span(element, "rowspan")
        for place in range(across):
            if down > 1:
                self._below[len(row)] = down - 1
            row.append(lines if place == 0 else None)

    def _cover(self, *, to_end: bool) -> None:
        """Fill what cells of the rows above were merged over, next to the last cell or up to the end of the row."""
        row = self.rows[-1] if self.rows else []
        width = max(self._below, default=-1) + 1 if to_end else 0
        while len(row) in self._below or len(row) < width:
            left = self._below.pop(len(row), 1) - 1
            if left:
                self._below[len(row)] = left
            row.append(None)


def _span(element: HtmlElement, attribute: str) -> int:
    printed = element.get(attribute, "").strip()
    number = int(printed) if printed.isascii() and printed.isdecimal() and len(printed) < 6 else 1
    return max(1, min(number, _MOST))
