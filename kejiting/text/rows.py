"""Find the rows of tables among the lines of a text: lines of cells parted by tabs, one below the other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from kejiting.text.lazy_re import lazy_re

CELL_END = "\t"
# A cell that holds more is a paragraph.
_LONGEST_CELL = 200
# 1.→推动…, （一）→落实举措, •→组织…: the number of a list, whose tab is the printer's; not 1→长春市
_LIST_NUMBER = lazy_re(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}(?:[、．.）)]|是)|[①-⑳•●◆■□▪·-]+|第[一二三四五六七八九十]{1,3}[，、:：]?)"
)
# 3,400, 36.5%, 12家; not 关于12家
_NUMERIC = lazy_re(r"[\d０-９][\d０-９,，.．]*\s?\S{0,4}")


def table_rows(lines: Sequence[Sequence[str]], fields: Collection[int] = ()) -> set[int]:
    """Return which of the lines, given as their cells, are rows of a table: several one below the other.

    Of two columns a table has numbers in its cells; else they are lines that a tab sets apart. `fields` are lines that
    name fields of the letter (分类→委员提案); one that stands over numbers is the head of a table (类别→数量→占比).
    """
    are_rows = [_is_row(cells) for cells in lines]
    for at in fields:
        are_rows[at] = are_rows[at] and at + 1 < len(lines) and at + 1 not in fields and _is_head(*lines[at : at + 2])
    rows: set[int] = set()
    for is_row, numbers in groupby(range(len(lines)), key=are_rows.__getitem__):
        run = list(numbers)
        if is_row and len(run) > 1 and _is_table([lines[at] for at in run]):
            rows.update(run)
    return rows


def _is_head(names: Sequence[str], below: Sequence[str]) -> bool:
    numbers = sum(_NUMERIC.fullmatch(cell) is not None for cell in below)
    return len(names) == len(below) and numbers * 2 >= len(names) - 1 and not any(map(_NUMERIC.match, names))


def _is_row(cells: Sequence[str]) -> bool:
    filled = [*filter(None, cells)]
    if len(filled) < 2 or max(map(len, filled)) > _LONGEST_CELL:
        return False
    return _LIST_NUMBER.fullmatch(filled[0]) is None


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    cells = [cell for row in rows for cell in row if cell]
    if sum(len(cell) == 1 for cell in cells) * 2 > len(cells) and not any(map(str.isdigit, cells)):
        return False  # 科→技→厅: words set apart
    return max(map(len, rows)) > 2 or any(map(_NUMERIC.fullmatch, cells))


def cells_of(line: str) -> Iterator[str]:
    """Yield the words of each cell of a printed line; the first is empty where one above was merged over it."""
    return map(str.strip, line.rstrip().split(CELL_END))
