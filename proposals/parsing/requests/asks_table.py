"""Read asks that stand in a table: its column, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from kejiting.text.lazy_re import lazy_re
from kejiting.text.rows import CELL_END
from kejiting.text.spans import Span
from proposals.parsing.lines import LetterLine
from proposals.parsing.requests.labels import FIELD_OF

_ASK_CELL = lazy_re(
    "(?:具体|工作|意见|对策|办理|改进|解决|相应|有关|我的){0,2}(?:及|和|与)?(?:建议|措施|办法|对策|诉求)(?:内容|措施|事项|名称|要点)?"
)
# 建议→内容: both cells are the ask
_CONTENT_CELL = lazy_re("(?:具体|主要|详细|建议)?(?:内容|措施|做法|说明|举措)")
# 案别→建议→案号→083 is a row of a form
_OF_FORMS = ("number", "session", "proposers", "co_proposers")
_ROW_NUMBER = lazy_re(r"\d{1,2}")


def ask_column(row: str) -> int | None:
    """Return which cell of a row names the column of the asks: 序号→存在问题→工作建议→责任单位."""
    names = [name.strip() for name in row.split(CELL_END)]
    if len(names) == 1 or any(FIELD_OF.get(name) in _OF_FORMS for name in names):
        return None
    return next((at for at, name in enumerate(names) if _ASK_CELL.fullmatch(name)), None)


def asks_in_table(lines: Sequence[LetterLine]) -> list[Span]:
    """Return the cells of the column of asks, none where the lines are no table."""
    rows = [line for line in lines if CELL_END in line.text]
    if len(rows) < 2 or len(rows) * 2 < len(lines):
        return []
    column = ask_column(rows[0].text)
    if column is None:
        return [_cell(row, 1) for row in rows] if all(_ROW_NUMBER.match(row.text) for row in rows) else []
    names = rows[0].text.split(CELL_END)
    width = 1 + any(_CONTENT_CELL.fullmatch(name.strip()) for name in names[column + 1 : column + 2])
    return [_cell(row, column, width) for row in rows[1:] if row.text.count(CELL_END) >= column]


def _cell(row: LetterLine, column: int, width: int = 1) -> Span:
    cells = row.text.split(CELL_END)
    start = row.start + sum(len(cell) + 1 for cell in cells[:column])
    return Span(start, start + len(CELL_END.join(cells[column : column + width])))
