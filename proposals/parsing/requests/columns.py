"""Read tables that name their columns in a row above: 编号→领衔代表→主办单位, 姓名→界别→电话, 承办单位→承办类别."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kejiting.text.lazy_re import lazy_re
from kejiting.text.rows import CELL_END
from kejiting.text.spans import PlacedText
from proposals.parsing.lines import LetterLine
from proposals.parsing.requests.label_marks import ALONE, shared, stripped
from proposals.parsing.requests.labels import FIELD_OF, PEOPLE

_LEAST_COLUMNS = 3
_LONGEST_LABEL = 12
# A table of people or units has a row for each of them; of a list of proposals only the first row is read
_OF_ONE = ("title", "number")
_UNITS = ("main_unit", "co_units")
_HELPER, _JOINT = "会办单位", "并列提案人"
_NAME = "姓名"
_ROLE = lazy_re("[主会协分承]办|牵头|配合")
_HELPS = lazy_re("会办|协办|分办|配合|参与")


def heads_fields(line: str, below: str) -> bool:
    """Tell a row of labels that have their values in the row below: 编号→领衔代表→主办单位."""
    cells, values = line.split(CELL_END), below.split(CELL_END)
    known = _labels_in(cells)
    return (
        known >= _LEAST_COLUMNS
        and known * 3 >= len(cells) * 2
        and len(values) == len(cells)
        and not _labels_in([value for value in values if not _ROLE.fullmatch(value)])
        and max(map(len, cells)) <= _LONGEST_LABEL
    )


def read_columns(lines: Sequence[LetterLine]) -> tuple[list[tuple[str, PlacedText]], set[int]]:
    """Return labels with the values below them, and which lines are such tables."""
    found, taken = list[tuple[str, PlacedText]](), set[int]()
    for at, (head, below) in enumerate(pairwise(lines)):
        if at in taken or not heads_fields(head.text, below.text):
            continue
        labels = _labels_of(head, lines[at - 1].text if at else "")
        end = at + 2
        if not any(label and FIELD_OF[label] in _OF_ONE for label, _ in labels):
            while end < len(lines) and heads_fields(head.text, lines[end].text):
                end += 1
        taken.update(range(at, end))
        for row in lines[at + 1 : end]:
            found += _row(labels, row, first=row is below)
    return found, taken


def _labels_of(head: LetterLine, above: str) -> list[tuple[str, str | None]]:
    """Return each column's label, and who else it names; 姓名 below 附议代表 alone are those who second."""
    whose = ALONE.fullmatch(above)
    labels = list[tuple[str, str | None]]()
    for name in head.text.split(CELL_END):
        label = ALONE.fullmatch(name.strip())
        if label and label["label"] == _NAME and whose and FIELD_OF[whose["label"]] in PEOPLE:
            label = whose
        labels.append((label["label"], label["others"]) if label else ("", None))
    return labels


def _labels_in(cells: Sequence[str]) -> int:
    return sum(ALONE.fullmatch(cell.strip()) is not None for cell in cells)


def _row(labels: Sequence[tuple[str, str | None]], row: LetterLine, *, first: bool) -> Iterator[tuple[str, PlacedText]]:
    """Yield the values of a row: a unit that helps is no main unit, who stands below a proposer is another one."""
    place = 0
    helps = any(_HELPS.fullmatch(cell.strip()) for cell in row.text.split(CELL_END))
    for (label, others), value in zip(labels, row.text.split(CELL_END), strict=True):
        if label:
            field = FIELD_OF[label]
            means = _HELPER if helps and field in _UNITS else _JOINT if not first and field == "proposers" else label
            yield from shared(means, others, stripped(row.placed(place, place + len(value))))
        place += len(value) + 1
