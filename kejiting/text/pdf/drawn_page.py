"""A page that another program than pdfplumber has drawn, to be put together as the pages of a PDF are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from pdfplumber.container import Container
from pdfplumber.page import Page
from pdfplumber.table import Table, TableFinder

from kejiting.text.pdf.lines import Box, Char


class DrawnPage(Container):
    """Characters as `SeenPage` has them, rules, grounds and pictures as pdfplumber has them, in points."""

    def __init__(self, objects: Mapping[str, list[dict[str, Any]]], number: int, width: float, height: float) -> None:
        drawn = objects.get("char", [])
        on, off = ([char for char in drawn if _is_on(char, width, height) == side] for side in (True, False))
        self._objects = {**objects, "char": on, "cut off": off}
        self.page_number = number
        self.width, self.height = width, height
        self.sheet: Box = (0, 0, width, height)

    @property
    def objects(self) -> dict[str, list[dict[str, Any]]]:
        return self._objects

    def find_tables(self) -> list[Table]:
        # A finder takes nothing of a page but its edges and characters.
        return list(TableFinder(cast(Page, self)).tables)

    def entries(self, chars: Sequence[Char]) -> tuple[list[Char], int]:
        """Return what `fields_of` returns: there are no fields and no notes."""
        return [], 0


def _is_on(char: Mapping[str, Any], width: float, height: float) -> bool:
    return bool(0 <= char["x0"] + char["x1"] <= 2 * width and 0 <= char["top"] + char["bottom"] <= 2 * height)
