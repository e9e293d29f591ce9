"""Read what the head of a proposal says by labels: 提 案 人：王洪福, cells of tables, registration sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, pairwise

from kejiting.text.dates import read_date
from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN
from kejiting.text.spans import PlacedText, Span
from proposals.parsing.contact_labels import ANY_LABEL
from proposals.parsing.lines import LetterLine, squeezed
from proposals.parsing.requests.columns import read_columns
from proposals.parsing.requests.label_marks import ALONE, CELL_ENDS, FIRST, LONGEST_LINE, MARKED, part, shared, stripped
from proposals.parsing.requests.labels import FIELD_OF, FIELDS, LABELS, PEOPLE, UNIT_END
from proposals.parsing.sessions import read_session

# 主办单位市公园城市局, 提案人龙小满, of which a page lost the space; what follows has to look like a value
_GLUED = {
    "title": lazy_re("关于[^。；;]{4,80}的(?:提案|建议|议案)"),
    "main_unit": lazy_re(rf"[{HAN}（）()、]{{2,40}}{UNIT_END}"),
    "co_units": lazy_re(rf"[{HAN}（）()、 ]{{2,80}}{UNIT_END}"),
    "proposers": lazy_re(rf"[{HAN}]{{2,3}}(?:[、 ][{HAN}]{{2,3}}){{0,9}}|[{HAN}]{{3,20}}[委会盟界组]"),
    "co_proposers": lazy_re(rf"[{HAN}]{{2,3}}(?:[、 ][{HAN}]{{2,3}}){{0,29}}"),
    "number": lazy_re(r"第?\d[\d-]{0,17}号?"),
    "handed_over_on": lazy_re(r"\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?"),
    "session": lazy_re(rf"[{HAN}\d]{{4,30}}次会议"),
}
_PIECE = lazy_re("[^，,；;。（）()]+")
_GLUED_LABEL, _ANY_GLUED_LABEL = (
    lazy_re(rf"(?P<label>{'|'.join(label for label in LABELS if len(label) >= least)})\s*(?![为是的由应])")
    for least in (3, 2)
)
# 唐知夏|联系电话：, 邱若水|2026年1月12日
_BEHIND_NAMES = lazy_re(rf"{ANY_LABEL.pattern}|\d{{4}}年")
# 单于飞（农工党） on the line below 联名提案人：祁连玉（无党派）
_MORE_PEOPLE = lazy_re(rf"(?:[{HAN}·]{{2,12}}[（(][^（）()]{{2,16}}[）)][、，,\s]?)+")
# 恽南田 on the line below 苏东坡; not 党派名称, a label that nobody knows
_MORE = {
    "co_proposers": lazy_re(
        rf"(?:[{HAN}]{{2,4}}|[{HAN}]{{1,10}}·[{HAN}]{{1,10}})(?<![号期间位称别式话况见容域派态数人型题团界组])"
    ),
    "co_units": lazy_re(rf"[{HAN}（）()]{{2,24}}{UNIT_END}"),
}
_DIGITS = lazy_re(r"^(\d{4})(\d{2})(\d{2})$")
NUMBER = lazy_re(
    rf"(?:(?:提案|建议|议案)?第)?\s*(?P<number>(?:(?!第|提案|建议|议案|共)[{HAN}]{{1,2}})?[A-Za-z]{{0,6}}-?\d[\d-]{{0,17}})\s*号?(?:提案|建议|议案)?"
)
_LONGEST = {"title": 120, "proposers": 200, "co_proposers": 400, "main_unit": 120, "co_units": 200}
_LONGEST_NAME = 24

Cells = dict[str, list[PlacedText]]


def read_cells(lines: Sequence[LetterLine]) -> Cells:
    """Return for each field the values that labels name, those of its surest label first."""
    found: dict[str, list[PlacedText]] = {}
    columns, rows = read_columns(lines)
    others = [line for at, line in enumerate(lines) if at not in rows]
    for label, value in chain(columns, _pairs(others)):
        if value and _fits(FIELD_OF[label], value):
            found.setdefault(label, []).append(value)
    return {field: [value for label in labels for value in found.get(label, ())] for field, labels in FIELDS.items()}


def _pairs(lines: Sequence[LetterLine]) -> Iterator[tuple[str, PlacedText | None]]:
    """Yield labels with their values; a cell without a label says what the empty one before it holds, if that fits."""
    label, others, waits, below = "", None, False, False
    for cell in _cells(lines):
        alone = ALONE.fullmatch(cell)
        if alone or FIRST.match(cell):
            value: PlacedText | None = None
            for label, value in _values(cell):
                yield label, value
            label, others = (alone["label"], alone["others"]) if alone else (label, None)
            below = value is None
            waits = value is None or _goes_on(label, value)
        elif glued := _glued_in(cell):
            yield from glued
            label, waits = "", False
        elif waits or (label and _goes_below(FIELD_OF[label], cell, below)):
            yield from shared(label, others, cell)
            waits = _goes_on(label, cell)
        else:
            label = ""


def _goes_below(field: str, cell: str, below: bool) -> bool:
    """Tell one more of the names that stand one below the other; `below`: all of them below their label."""
    return (field in PEOPLE and _MORE_PEOPLE.fullmatch(cell) is not None) or (
        below and field in _MORE and _MORE[field].fullmatch(cell) is not None
    )


def glued_label(line: str, labels: re.Pattern[str] = _GLUED_LABEL) -> str | None:
    """提案人龙小满: return the label of a line that is a label and its value with nothing between them."""
    glued = _glued(PlacedText(line, Span(0, len(line))), labels)
    return glued[0] if glued else None


def _glued_in(cell: PlacedText) -> list[tuple[str, PlacedText]]:
    """Return what a cell says without marks, or several pieces of it: （第一提案人李锐，联名人王洪；主办单位省科技厅）."""
    if one := _glued(cell):
        return [one]
    pieces = [found for match in _PIECE.finditer(cell) if (found := _glued(part(cell, *match.span())))]
    return pieces if len(pieces) > 1 else []


def any_glued_label(word: str) -> str | None:
    """主办市科协: return the label of a word among others of its kind, which may be short."""
    return glued_label(word, _ANY_GLUED_LABEL)


def _glued(cell: PlacedText, labels: re.Pattern[str] = _GLUED_LABEL) -> tuple[str, PlacedText] | None:
    match = labels.match(cell)
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
        if len(line.text) <= LONGEST_LINE:
            ends = [(0, 0), *(match.span() for match in CELL_ENDS.finditer(line.text)), (len(line.text),) * 2]
            for place, ((_, start), (end, _)) in enumerate(pairwise(ends)):
                cell = stripped(line.placed(start, end))
                if cell or 0 < place < len(ends) - 2:
                    yield cell


def _values(cell: PlacedText) -> Iterator[tuple[str, PlacedText | None]]:
    marks = list(MARKED.finditer(cell))
    ends = [*(match.start() for match in marks), len(cell)][1:]
    for match, end in zip(marks, ends, strict=True):
        start = match.end()
        behind = _BEHIND_NAMES.search(cell, start, end) if FIELD_OF[match["label"]] in PEOPLE else None
        value = stripped(part(cell, start, behind.start() if behind else end))
        yield from shared(match["label"], match["others"], value) if value else [(match["label"], None)]


def read_day(value: str) -> date | None:
    """Return the day of a cell, which may be digits only: 20260120."""
    return read_date(_DIGITS.sub(r"\1-\2-\3", re.sub("[_＿ ]", "", value)))


def _fits(field: str, value: PlacedText) -> bool:
    if len(value) > _LONGEST.get(field, 200):
        return False
    if field == "number":
        return NUMBER.fullmatch(squeezed(value)) is not None
    if field == "session":
        return read_session(value) is not None
    if field in ("handed_over_on", "due_on"):
        return read_day(value) is not None
    if field == "title":
        return len(value) > 3 and not re.search("[。；;]", value)
    names = re.split(r"[、，,；;\s]", value)
    return not re.search("[。！？]|(?:提案|建议|[:：])$|^关于", value) and max(map(len, names)) <= 2 * _LONGEST_NAME
