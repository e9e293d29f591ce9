"""Keep apart what only blanks part in a row: 附议人：马玉芬 丁 一, 会办单位：省科技厅 省财政厅."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from kejiting.text.clean import strip_whitespace
from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN
from proposals.parsing.requests.form_rows import fields_apart
from proposals.parsing.requests.labels import BLANK, FIELDS, PEOPLE, UNIT_END, spread

_PARTY = "民[盟建革进]|农工|致公|九三|台盟"
_ENDS = r"(?![^\s、，,])"
# 马玉芬, 丁 一; not 长春市 工商联
_PERSON = rf"(?!{_PARTY}|[{HAN}]{{2,3}}[省市县区州会委社联盟协团])(?:[{HAN}]{{1,10}}·[{HAN}]{{1,10}}|[{HAN}]{{2,5}}|[{HAN}]{BLANK}+[{HAN}]){_ENDS}"
# 民革江苏省委会, 科技界
_GROUP = rf"[{HAN}]{{2,20}}[委会社盟联界组团协部]{_ENDS}"
_UNIT = rf"[{HAN}（）()]{{1,24}}{UNIT_END}{_ENDS}"
_TITLE = r"《?关于[^。；：:\n]{4,80}的(?:提案|建议|议案)》?"
_UNITS = ("main_unit", "co_units")


def _labels(fields: Iterable[str]) -> str:
    return spread(chain.from_iterable(FIELDS[field] for field in fields))


def _row(labels: str, name: str) -> str:
    return (
        rf"(?P<label>[【\[〖]?(?:{labels})(?:姓名|名单|签名|签字|[/／或]单位)?(?:[（(][^（）()]{{1,12}}[）)])?[】\]〗]?)"
        rf"{BLANK}*(?:(?P<mark>[:：]){BLANK}*(?P<below>\n)?|(?P<cell>[\t\n\u3000]|(?<=\s)\s|(?<=[{HAN}]{{3}})\s)|(?<=[】\]〗]))\s*"
        rf"(?P<names>{name}(?:(?:{BLANK}+|{BLANK}*[、，,]{BLANK}*){name}){{1,29}})"
    )


_ROWS = (
    # 王洪福 李锐 may stand below the title without a label
    (lazy_re(_row(f"{_labels(PEOPLE)}|{_TITLE}", _PERSON)), lazy_re(_PERSON)),
    (lazy_re(_row(_labels(PEOPLE), _GROUP)), lazy_re(_GROUP)),
    (lazy_re(_row(_labels(_UNITS), _UNIT)), lazy_re(_UNIT)),
)
_CELLS = tuple((lazy_re(rf"{name}(?:{BLANK}+{name}){{1,29}}"), lazy_re(name)) for name in (_PERSON, _UNIT))
_LONGEST = 400
_INDENT = 4


def row_of_names(line: str) -> str | None:
    """Return the line with one blank between its names and none inside of them, None if it is no such row."""
    if len(line) > _LONGEST:
        return None
    for row, name in _ROWS:
        match = row.fullmatch(line.strip())
        if match:
            end = "\n" if match["cell"] or match["below"] else ""
            names = "".join(_closed(match["names"], [found.span() for found in name.finditer(match["names"])]))
            return f"{strip_whitespace(match['label'])}{match['mark'] or ''}{end}{names}"
    return None


def names_of(cell: str) -> str | None:
    """Return the names of a cell with one blank between them, None if it holds no more than one or something else."""
    for several, name in _CELLS:
        if len(cell) <= _LONGEST and several.fullmatch(cell.strip()):
            names = cell.strip()
            return "".join(_closed(names, [found.span() for found in name.finditer(names)]))
    return None


def _closed(names: str, spans: list[tuple[int, int]]) -> Iterator[str]:
    done = 0
    for start, end in spans:
        yield names[done:start].strip() or " " * (start > 0)
        yield strip_whitespace(names[start:end])
        done = end


def rows_joined(lines: Iterable[str]) -> list[str]:
    """Join rows that go on in the next line, indented, and labels with the names on the line below them."""
    joined = list[str]()
    for line in chain.from_iterable(map(_apart, lines)):
        indented = len(line) - len(line.lstrip()) >= _INDENT
        whole = f"{joined[-1]}  {line}" if joined and indented else ""
        below = f"{joined[-1]}\n{line}" if joined else ""
        row = next((found for found in (whole, below) if found and row_of_names(found)), None)
        if row:
            joined[-1] = row
        else:
            joined.append(line)
    return joined


def _apart(line: str) -> list[str]:
    return [piece for field in fields_apart(line) for piece in ([field] if row_of_names(field) else field.split("\t"))]
