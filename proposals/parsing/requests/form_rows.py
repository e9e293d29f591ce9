"""Part the lines of a form into its fields, whatever sets them apart, and know the rows of tables that have a head."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kejiting.text.clean import strip_whitespace
from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN
from kejiting.text.rows import CELL_END, cells_of
from proposals.parsing.requests.asks_table import ask_column
from proposals.parsing.requests.cells import any_glued_label, glued_label
from proposals.parsing.requests.columns import heads_fields
from proposals.parsing.requests.label_marks import names_field
from proposals.parsing.requests.labels import FIELD_OF, LABELS, PEOPLE, spread

# 戚风|  组别：…: a label behind the value of another
_NEXT_LABEL = lazy_re(rf"(?<=\S)\s++(?=[*＊]?[{HAN}]{{2,8}}(?:[（(][^（）()\s]{{1,12}}[）)])?\s?[:：])")
# 提 案 人|  胡 同
_SPREAD = lazy_re(rf"(?:^|(?<=\s\s)|(?<=\u3000))(?:{spread(LABELS)})(?=\s\s|\u3000)")
# 主 办 市科技局
_SPREAD_ROLE = lazy_re(rf"(?<![^\s:：])([主会协分承])\s(办)(?=\s++[{HAN}]{{3}})")
_PERSON_AND_GROUP = lazy_re(
    rf"(?P<label>{spread(label for label in LABELS if FIELD_OF[label] in PEOPLE)})\s+(?P<name>[{HAN}·]{{2,8}})\s+(?P<group>[{HAN}]{{2,12}}代表[团组])"
)
_WIDE_GAP = lazy_re(r"\s{2,}|\u3000")
_GAP = lazy_re(r"\s{2,}|[\u3000\t]")
_MARK = lazy_re("[:：]")
_BLANKS = lazy_re(r"\s+")
_LONGEST = 400
_LONGEST_NAME = 12
_LONGEST_ALONE = 60
_LEAST_GLUED = 3
_SHORTEST_LABEL = 2
_LONGEST_PART = 4


def fields_apart(line: str) -> list[str]:
    """Return the fields of a line: 提案号→58→类别→农业, 编号 156  类别 城建, 主办：省科技厅  协办：省财政厅 省教育厅."""
    if len(line) > _LONGEST:
        return [line]
    line = _SPREAD_ROLE.sub(r"\1\2", line)
    return _turns(line) or _with_group(line) or _spaced(line) or _glued(line) or _marked(line)


def _turns(line: str) -> list[str]:
    """Of cells that are label and value in turns; there may be labels that nobody knows among them."""
    cells = line.split(CELL_END)
    labels = [names_field(cell) for cell in cells]
    if len(cells) < 3 or not (labels[0] or len(cells) % 2 == 0) or sum(labels[::2]) <= sum(labels[1::2]):
        return []
    return [CELL_END.join(cells[place : place + 2]) for place in range(0, len(cells), 2)]


def _with_group(line: str) -> list[str]:
    """领衔代表 许东哲  崇善镇代表团: a name and where it belongs."""
    person = _PERSON_AND_GROUP.fullmatch(line.strip())
    return [f"{strip_whitespace(person['label'])}{CELL_END}{person['name']}", person["group"]] if person else []


def _spaced(line: str) -> list[str]:
    fields = list[list[str]]()
    for piece in _GAP.split(_SPREAD.sub(lambda match: strip_whitespace(match[0]), line.strip())):
        label, *value = _BLANKS.split(piece, maxsplit=1)
        if names_field(label) and not _MARK.search(label):
            fields.append([label, *value])
        elif fields:
            fields[-1].append(piece)
        else:
            return []
    several = len(fields) > 1 or (len(fields) == 1 and _is_alone(line, *fields[0]))
    return [CELL_END.join((label, "  ".join(values))) for label, *values in fields] if several else []


def _is_alone(line: str, label: str, *values: str) -> bool:
    """Tell 主　办　市科技局, a field that has its line to itself."""
    gap = len(line) <= _LONGEST_ALONE and not _MARK.search(line) and _WIDE_GAP.search(line.strip())
    return bool(gap and values) and len(label) == _SHORTEST_LABEL and FIELD_OF[label] != "other"


def _glued(line: str) -> list[str]:
    """Part 提案号091号  提案人李锐  联名人王洪 张伟, whose labels have nothing behind them."""
    pieces = [(piece, glued_label(piece)) for piece in _WIDE_GAP.split(line.strip())]
    labels = [label for _, label in pieces if label]
    if len(labels) < 2 or len(labels) < len(pieces):
        return _words_glued(line)
    return [CELL_END.join((label, piece[len(label) :].strip())) for piece, label in pieces if label]


def _words_glued(line: str) -> list[str]:
    """Part 市八届人大二次会议建议12号 领衔李锐 附议王洪 张伟 主办市科协, at least three of whose words are fields."""
    words = [(word, any_glued_label(word)) for word in line.split()]
    if sum(label is not None for _, label in words) < _LEAST_GLUED:
        return []
    fields = list[str]()
    for word, label in words:
        if label or not fields:
            fields.append(f"{label}{CELL_END}{word[len(label) :]}" if label else word)
        else:
            fields[-1] += f" {word}"
    return fields


def _marked(line: str) -> list[str]:
    fields, start, begins = list[str](), 0, names_field(line)
    for gap in _NEXT_LABEL.finditer(line):
        if _MARK.search(line, start, gap.start()) if begins else names_field(line[gap.end() :]):
            fields.append(line[start : gap.start()])
            start, begins = gap.end(), True
    return [*fields, line[start:]]


def labels_joined(lines: Iterable[str]) -> list[str]:
    """Join labels that a narrow cell has broken: 主办 | 单位→省经信厅."""
    joined = list[str]()
    for line in lines:
        above = strip_whitespace(joined[-1]) if joined else ""
        if 0 < len(above) <= _LONGEST_PART and above + strip_whitespace(line.split(CELL_END, 1)[0]) in LABELS:
            joined[-1] = f"{joined[-1].rstrip()}{line.lstrip()}"
        else:
            joined.append(line)
    return joined


def rows_below_heads(lines: Sequence[str]) -> set[int]:
    """Return which lines are rows of a table with the names of its columns above: 存在问题→对策建议, 编号→领衔代表→主办单位."""
    rows, place = set[int](), 0
    while place < len(lines):
        end = place + 1
        if _is_head(*lines[place : place + 2]):
            while end < len(lines) and _width(lines[end]) == _width(lines[place]):
                end += 1
        if end > place + 1:
            rows.update(range(place, end))
        place = end
    return rows


def _is_head(line: str, below: str = "") -> bool:
    return heads_fields(line, below) or (
        bool(ask_column(line)) and max(map(len, cells_of(line))) <= _LONGEST_NAME and all(cells_of(line))
    )


def _width(line: str) -> int:
    return line.count(CELL_END)
