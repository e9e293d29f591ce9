"""Keep apart what only blanks part in a row: 附议人：马玉芬 丁 一, 会办单位：省科技厅 省财政厅."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from kejiting.text.clean import strip_whitespace
from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN
from proposals.parsing.requests.cells import FIELDS, PEOPLE, UNIT_END

_BLANK = r"[^\S\n]"
_PARTY = "民[盟建革进]|农工|致公|九三|台盟"
# 马玉芬, 丁 一; not 长春市 工商联
_PERSON = rf"(?!{_PARTY}|[{HAN}]{{2,3}}[省市县区州会委社联盟协团])(?:[{HAN}]{{2,4}}|[{HAN}]{_BLANK}+[{HAN}])(?!\S)"
_UNIT = rf"[{HAN}（）()]{{1,24}}{UNIT_END}(?!\S)"


def _row(fields: Iterable[str], name: str) -> str:
    labels = sorted(chain.from_iterable(FIELDS[field] for field in fields), key=len, reverse=True)
    spaced = "|".join(rf"{_BLANK}*".join(label) for label in labels)
    return (
        rf"\s*(?P<label>(?:{spaced})(?:[（(][^（）()]{{1,12}}[）)])?)"
        rf"{_BLANK}*(?:(?P<mark>[:：]){_BLANK}*(?P<below>\n)?|(?P<cell>\t|\n|(?<=\s)\s))\s*(?P<names>{name}(?:{_BLANK}+{name}){{1,29}})\s*"
    )


_ROWS = (
    (lazy_re(_row(PEOPLE, _PERSON)), lazy_re(_PERSON)),
    (lazy_re(_row(("main_unit", "co_units"), _UNIT)), lazy_re(_UNIT)),
)
_LONGEST = 400
_INDENT = 4


def row_of_names(line: str) -> str | None:
    """Return the line with one blank between its names and none inside of them, None if it is no such row."""
    if len(line) > _LONGEST:
        return None
    for row, name in _ROWS:
        match = row.fullmatch(line)
        if match:
            names = " ".join(strip_whitespace(found[0]) for found in name.finditer(match["names"]))
            end = "\n" if match["cell"] or match["below"] else ""
            return f"{strip_whitespace(match['label'])}{match['mark'] or ''}{end}{names}"
    return None


def rows_joined(lines: Iterable[str]) -> list[str]:
    """Join rows that go on in the next line, indented, and labels with the names on the line below them."""
    joined = list[str]()
    for line in lines:
        indented = len(line) - len(line.lstrip()) >= _INDENT
        whole = f"{joined[-1]}  {line}" if joined and indented else ""
        below = f"{joined[-1]}\n{line}" if joined else ""
        row = next((found for found in (whole, below) if found and row_of_names(found)), None)
        if row:
            joined[-1] = row
        else:
            joined.append(line)
    return joined
