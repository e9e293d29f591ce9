"""Read what the head of a proposal says by labels: 提 案 人：王洪福, cells of tables, registration sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, pairwise

from kejiting.text.breaks import BULLET
from kejiting.text.dates import read_date
from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN
from kejiting.text.rows import CELL_END
from kejiting.text.spans import PlacedText, Span
from proposals.parsing.contact_labels import ANY_LABEL
from proposals.parsing.lines import LetterLine
from proposals.parsing.requests.labels import FIELD_OF, FIELDS, LABELS, PEOPLE, UNIT_END
from proposals.parsing.sessions import read_session

_OTHERS = "|".join(label for label in LABELS if FIELD_OF[label] == "co_proposers")
# not 一次会|议案号; 领衔代表及联名代表 names both
_LABEL = rf"(?!(?<=会)议案)(?P<label>{'|'.join(LABELS)})(?:[及和与、/／](?P<others>{_OTHERS}))?(?:姓名|名单|[/／或]单位)?(?:[（(][^（）()]{{1,12}}[）)]|[1-9]\b)?"
# 分办情况：|主办：
_AHEAD = rf"(?:{BULLET}\s*+)?[【\[〖（(]?\s*+(?:(?:承办|办理|分办|交办)(?:情况|意见|单位|部门)[:：]\s*+)?"
# 提案人：, 【提案人】, 提案人（签名）:
_MARKED = lazy_re(rf"{_LABEL}\s*(?:[】\]〗]\s*[:：]?|[:：])\s*")
_FIRST = lazy_re(rf"{_AHEAD}{_LABEL}\s*(?:[】\]〗]\s*[:：]?|[:：])")
_ALONE = lazy_re(rf"{_AHEAD}{_LABEL}\s*+[】\]〗]?\s*+[:：]?")
# 主办单位市公园城市局, 提案人龙小满, of which a page lost the space; what follows has to look like a value
_GLUED = {
    "title": lazy_re("关于[^。；;]{4,80}的(?:提案|建议|议案)"),
    "main_unit": lazy_re(rf"[{HAN}（）()、]{{2,40}}{UNIT_END}"),
    "co_units": lazy_re(rf"[{HAN}（）()、]{{2,80}}{UNIT_END}"),
    "proposers": lazy_re(rf"[{HAN}]{{2,3}}(?:、[{HAN}]{{2,3}}){{0,9}}|[{HAN}]{{3,20}}[委会盟界组]"),
    "co_proposers": lazy_re(rf"[{HAN}]{{2,3}}(?:、[{HAN}]{{2,3}}){{0,29}}"),
    "number": lazy_re(r"第?\d[\d-]{0,17}号?"),
    "handed_over_on": lazy_re(r"\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?"),
    "session": lazy_re(rf"[{HAN}\d]{{4,30}}次会议"),
}
_GLUED_LABEL = lazy_re(rf"(?P<label>{'|'.join(label for label in LABELS if len(label) > 2)})\s*")
# parted by | or tabs; behind （第12号建议） a label begins a cell, too
_CELL_ENDS = lazy_re(rf"[|｜\t]|(?:(?<=[）)号，,；;])|(?<=号提案)|(?<=号建议))(?={_LABEL}\s*[:：])")
# 唐知夏|联系电话：, 邱若水|2026年1月12日
_BEHIND_NAMES = lazy_re(rf"{ANY_LABEL.pattern}|\d{{4}}年")
# 单于飞（农工党） on the line below 联名提案人：祁连玉（无党派）
_MORE_PEOPLE = lazy_re(rf"(?:[{HAN}·]{{2,12}}[（(][^（）()]{{2,16}}[）)][、，,\s]?)+")
# 恽南田 on the line below 苏东坡; not 党派名称, a label that nobody knows
_MORE = {
    "co_proposers": lazy_re(
        rf"(?:[{HAN}]{{2,4}}|[{HAN}]{{1,10}}·[{HAN}]{{1,10}})(?<![号期间位称别式话况见容域派态数人型题])"
    ),
    "co_units": lazy_re(rf"[{HAN}（）()]{{2,24}}{UNIT_END}"),
}
_DIGITS = lazy_re(r"^(\d{4})(\d{2})(\d{2})$")
_LEAST_COLUMNS = 3
_LONGEST_LABEL = 12
_FIRST_NAME = lazy_re(r"[^、，,；;\s（(]+(?:[（(][^（）()]*[）)])?[、，,；;\s]*")
NUMBER = lazy_re(
    rf"(?:(?:提案|建议|议案)?第)?\s*(?P<number>(?:(?!第|提案|建议|议案|共)[{HAN}]{{1,2}})?[A-Za-z]{{0,6}}-?\d[\d-]{{0,17}})\s*号?(?:提案|建议|议案)?"
)
_LONGEST_LINE = 400
_LONGEST = {"title": 120, "proposers": 200, "co_proposers": 400, "main_unit": 120, "co_units": 200}
_LONGEST_NAME = 24

Cells = dict[str, list[PlacedText]]


def read_cells(lines: Sequence[LetterLine]) -> Cells:
    """Return for each field the values that labels name, those of its surest label first."""
    found: dict[str, list[PlacedText]] = {}
    heads = dict.fromkeys(at for at in range(len(lines) - 1) if heads_fields(lines[at].text, lines[at + 1].text))
    columns = [*chain.from_iterable(_columns(*lines[at : at + 2]) for at in heads)]
    others = [line for at, line in enumerate(lines) if at not in heads and at - 1 not in heads]
    for label, value in chain(columns, _pairs(others)):
        if value and _fits(FIELD_OF[label], value):
            found.setdefault(label, []).append(value)
    return {field: [value for label in labels for value in found.get(label, ())] for field, labels in FIELDS.items()}


def names_field(line: str) -> bool:
    """Tell whether a line begins with a label and its mark, or is a label alone."""
    cell = line[:_LONGEST_LINE].lstrip("|｜\t ")
    end = _CELL_ENDS.search(cell)
    cell = cell[: end.start()].strip() if end else cell
    return _FIRST.match(cell) is not None or _ALONE.fullmatch(cell) is not None


def heads_fields(line: str, below: str) -> bool:
    """Tell a row of labels that have their values in the row below: 编号→领衔代表→主办单位."""
    cells, values = line.split(CELL_END), below.split(CELL_END)
    known = _labels_in(cells)
    return (
        known >= _LEAST_COLUMNS
        and known * 3 >= len(cells) * 2
        and len(values) == len(cells)
        and not _labels_in(values)
        and max(map(len, cells)) <= _LONGEST_LABEL
    )


def _labels_in(cells: Sequence[str]) -> int:
    return sum(_ALONE.fullmatch(cell.strip()) is not None for cell in cells)


def _columns(head: LetterLine, row: LetterLine) -> Iterator[tuple[str, PlacedText]]:
    place = 0
    for name, value in zip(head.text.split(CELL_END), row.text.split(CELL_END), strict=False):
        label = _ALONE.fullmatch(name.strip())
        if label:
            yield from _shared(label["label"], label["others"], _stripped(row.placed(place, place + len(value))))
        place += len(value) + 1


def _pairs(lines: Sequence[LetterLine]) -> Iterator[tuple[str, PlacedText | None]]:
    """Yield labels with their values; a cell without a label says what the empty one before it holds, if that fits."""
    label, others, waits, below = "", None, False, False
    for cell in _cells(lines):
        alone = _ALONE.fullmatch(cell)
        if alone or _FIRST.match(cell):
            value: PlacedText | None = None
            for label, value in _values(cell):
                yield label, value
            label, others = (alone["label"], alone["others"]) if alone else (label, None)
            below = value is None
            waits = value is None or _goes_on(label, value)
        elif glued := _glued(cell):
            yield glued
            label, waits = "", False
        elif waits or (label and _goes_below(FIELD_OF[label], cell, below)):
            yield from _shared(label, others, cell)
            waits = _goes_on(label, cell)
        else:
            label = ""


def _goes_below(field: str, cell: str, below: bool) -> bool:
    """Tell one more of the names that stand one below the other; `below`: all of them below their label."""
    return (field in PEOPLE and _MORE_PEOPLE.fullmatch(cell) is not None) or (
        below and field in _MORE and _MORE[field].fullmatch(cell) is not None
    )


def is_glued(line: str) -> bool:
    """提案人龙小满: tell a line that is a label and its value with nothing between them."""
    return _glued(PlacedText(line, Span(0, len(line)))) is not None


def _glued(cell: PlacedText) -> tuple[str, PlacedText] | None:
    match = _GLUED_LABEL.match(cell)
    pattern = _GLUED.get(FIELD_OF[match["label"]]) if match else None
    if match is None or pattern is None or not pattern.fullmatch(cell, match.end()):
        return None
    return match["label"], part(cell, match.end(), len(cell))


def _goes_on(label: str, value: PlacedText) -> bool:
    """附议代表：柏坡红、滹沱清、 has more names on the next line."""
    return FIELD_OF[label] in PEOPLE and value.endswith("、")


def _cells(lines: Sequence[LetterLine]) -> Iterator[PlacedText]:
    """Yield all cells of the lines; those at the ends of a line, before its first and behind its last |, hold nothing."""
    for line in lines:
        if len(line.text) <= _LONGEST_LINE:
            ends = [(0, 0), *(match.span() for match in _CELL_ENDS.finditer(line.text)), (len(line.text),) * 2]
            for place, ((_, start), (end, _)) in enumerate(pairwise(ends)):
                cell = _stripped(line.placed(start, end))
                if cell or 0 < place < len(ends) - 2:
                    yield cell


def _values(cell: PlacedText) -> Iterator[tuple[str, PlacedText | None]]:
    marks = list(_MARKED.finditer(cell))
    ends = [*(match.start() for match in marks), len(cell)][1:]
    for match, end in zip(marks, ends, strict=True):
        start = match.end()
        behind = _BEHIND_NAMES.search(cell, start, end) if FIELD_OF[match["label"]] in PEOPLE else None
        value = _stripped(part(cell, start, behind.start() if behind else end))
        yield from _shared(match["label"], match["others"], value) if value else [(match["label"], None)]


def _shared(label: str, others: str | None, value: PlacedText) -> Iterator[tuple[str, PlacedText]]:
    """领衔代表及联名代表：毛竹青（领衔）、叶畲乡: the first made it, the others signed it."""
    first = _FIRST_NAME.match(value) if others else None
    end = first.end() if first else len(value)
    yield label, _stripped(part(value, 0, end))
    if others and end < len(value):
        yield others, _stripped(part(value, end, len(value)))


def part(words: PlacedText, start: int, end: int) -> PlacedText:
    """Return what stands between two places of placed words."""
    return PlacedText(words[start:end], Span(words.span.start + start, words.span.start + end))


def _stripped(words: PlacedText) -> PlacedText:
    stripped = words.strip(" \u3000|｜，,；;【】*＊")
    if stripped.endswith(("）", ")")) and not re.search("[（(]", stripped):
        stripped = stripped[:-1]  # （主办单位：省科技厅）
    start = words.find(stripped)
    return part(words, start, start + len(stripped))


def read_day(value: str) -> date | None:
    """Return the day of a cell, which may be digits only: 20260120."""
    return read_date(_DIGITS.sub(r"\1-\2-\3", value))


def _fits(field: str, value: PlacedText) -> bool:
    if len(value) > _LONGEST.get(field, 200):
        return False
    if field == "number":
        return NUMBER.fullmatch(value) is not None
    if field == "session":
        return read_session(value) is not None
    if field == "handed_over_on":
        return read_day(value) is not None
    if field == "title":
        return len(value) > 3 and not re.search("[。；;]", value)
    names = re.split(r"[、，,；;\s]", value)
    return not re.search("[。！？]|(?:提案|建议|[:：])$|^关于", value) and max(map(len, names)) <= 2 * _LONGEST_NAME
