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
_HELPER, _JOINT, _LEADER, _SECOND = "会办单位", "并列提案人", "领衔代表", "附议代表"
_NAME = "姓名"
_ROLE = lazy_re("[主会协分承]办|牵头|配合|领衔人?|附议人?|联名人?")
_SIGNS = lazy_re("领衔人?|附议人?|联名人?")
_HELPS = lazy_re("会办|协办|分办|配合|参与")


def heads_fields(line: str, below: str) -> bool:
    """Tell a row of labels that have their values in the row below: 编号→领衔代表→主办单位."""
    columns = _columns(line)
    values = _values(columns, below)
    known = _labels_in(columns)
    return (
        known >= _LEAST_COLUMNS
        and known * 3 >= len(columns) * 2
        and len(values) == len(columns)
        and not _labels_in([value for value in values[_names_rows(columns) :] if not _ROLE.fullmatch(value)])
        and max(map(len, columns)) <= _LONGEST_LABEL
    )


def _columns(head: str) -> list[str]:
    """Return the names of the columns; of a table of people the first has none: 姓名→代表团 above 领衔代表→李锐→长春."""
    names = [name.strip() for name in head.split(CELL_END)]
    return ["", *names] if names[0] == _NAME else names


def _values(columns: Sequence[str], row: str) -> list[str]:
    """Return the cells of a row, an empty one for a label that the row above has."""
    values = row.split(CELL_END)
    goes_on = _names_rows(columns) and len(values) == len(columns) - 1 and not ALONE.fullmatch(values[0].strip())
    return ["", *values] if goes_on else values


def _names_rows(columns: Sequence[str]) -> bool:
    """Tell a table whose rows begin with a label, or with none where the one above goes on: 领衔代表→姓名→代表团."""
    first = ALONE.fullmatch(columns[0])
    return columns[1:2] == [_NAME] and (not columns[0] or (first is not None and FIELD_OF[first["label"]] in PEOPLE))


def read_columns(lines: Sequence[LetterLine]) -> tuple[list[tuple[str, PlacedText]], set[int]]:
    """Return labels with the values below them, and which lines are such tables."""
    found, taken = list[tuple[str, PlacedText]](), set[int]()
    for at, (head, below) in enumerate(pairwise(lines)):
        if at in taken or not heads_fields(head.text, below.text):
            continue
        columns = _columns(head.text)
        labels = _labels_of(columns, lines[at - 1].text if at else "")
        end = at + 2
        if not any(label and FIELD_OF[label] in _OF_ONE for label, _ in labels):
            while end < len(lines) and heads_fields(head.text, lines[end].text):
                end += 1
        taken.update(range(at, end))
        for row in lines[at + 1 : end]:
            values = _values(columns, row.text)
            own = ALONE.fullmatch(values[0].strip()) if _names_rows(columns) else None
            if own:
                labels[1] = own["label"], None
            found += _row(labels, values, row, first=row is below or own is not None)
    return found, taken


def _labels_of(columns: Sequence[str], above: str) -> list[tuple[str, str | None]]:
    """Return each column's label, and who else it names; 姓名 behind or below 附议代表 are those who second."""
    labels = [(label["label"], label["others"]) if (label := ALONE.fullmatch(name)) else ("", None) for name in columns]
    whose = ALONE.fullmatch(columns[0]) or ALONE.fullmatch(above)
    if _names_rows(columns):
        labels[0] = "", None
        if whose and FIELD_OF[whose["label"]] in PEOPLE:
            labels[1] = whose["label"], whose["others"]
    return labels


def _labels_in(cells: Sequence[str]) -> int:
    return sum(ALONE.fullmatch(cell.strip()) is not None for cell in cells)


def _row(
    labels: Sequence[tuple[str, str | None]], values: Sequence[str], row: LetterLine, *, first: bool
) -> Iterator[tuple[str, PlacedText]]:
    """Yield the values of a row, each with its column's label, unless a cell of the row says otherwise."""
    roles = [value.strip() for value in values if _ROLE.fullmatch(value.strip())]
    place = len(row.text) - len(CELL_END.join(values))  # the cell that is missing stands before the line
    for (label, others), value in zip(labels, values, strict=True):
        if label and value:
            words = stripped(row.placed(place, place + len(value)))
            yield from shared(_meant(label, roles, first=first), others, words)
        place += len(value) + 1


def _meant(label: str, roles: Sequence[str], *, first: bool) -> str:
    """Return what a column means in a row: a unit that helps is no main unit, who stands below a proposer is another."""
    field = FIELD_OF[label]
    if field in _UNITS and any(map(_HELPS.fullmatch, roles)):
        return _HELPER
    if field in PEOPLE or label == _NAME:
        signed = next(filter(_SIGNS.fullmatch, roles), None)
        if signed:
            return _LEADER if signed.startswith("领") else _SECOND
    return _JOINT if field == "proposers" and not first else label
