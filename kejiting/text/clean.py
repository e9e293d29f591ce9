"""Make the canonical text of a letter or plan: one paragraph a line. Only white space is ever removed or inserted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain

from kejiting.text.breaks import SURE_LABELS, break_line
from kejiting.text.lazy_re import lazy_re
from kejiting.text.paragraphs import is_list_number, joins, parts, would_join
from kejiting.text.printed_lines import RawLine, read_layout
from kejiting.text.reading_view import HAN, ReadingView, reading_view
from kejiting.text.rows import CELL_END, cells_of, table_rows

_MAX_ROUNDS = 8
# A space after one of these separates words of a Latin sentence; after others it is the printer's.
_LATIN_STOPS = ".,;:!?"
# 李锐 王松伟代表：, 尊敬的李锐 王松伟 等委员：; not 王洪福 委员：, 王 洪福委员：, 尊敬的 王洪福委员：
_NAMES_APART = lazy_re(
    rf"\s*(?:尊敬的?)?(?!尊敬|各位)[{HAN}]{{2,4}}(?:\s+(?!政协|人大|委员|代表|等)[{HAN}]{{2,4}}?)+(?P<person>\s*(?:等\s*)?(?:委员|代表)们?\s*[:：])"
)

_PiecesOf = Callable[[str], list[str]]


def strip_whitespace(text: str) -> str:
    """Return the text without any white space: what cleaning must leave as it is."""
    return "".join(text.split())


def clean(text: str) -> str:
    """Return the canonical text, `strip_whitespace(clean(text)) == strip_whitespace(text)`.

    Paragraphs stand one a line, cells of header tables each on a line of their own, rows of other tables one a line with
    tabs between their cells, and spaces only between two Latin words or numbers. A blank line stays where nothing else
    parts two paragraphs.
    """
    view = reading_view(text)
    cleaned = _clean(view.text)
    return cleaned if view.is_source else _as_read(cleaned, view)


def _as_read(cleaned: str, view: ReadingView) -> str:
    """Return the cleaned view with the characters of the text as read, in whose view only white space was touched."""
    written: list[str] = []
    # the place in the text up to which it is written
    done = 0
    places = iter([place for char, place in zip(view.text, view.offsets, strict=True) if not char.isspace()])
    for char in cleaned:
        if char.isspace():
            written.append(char)
            continue
        place = next(places)
        written += strip_whitespace(view.source[done : place + 1])
        done = max(done, place + 1)
    return "".join(written) + strip_whitespace(view.source[done:])


def _clean(text: str) -> str:
    # Most lines are the same in every round
    pieces_of = cache(_closed_pieces)
    # Joining lines may bring a place to light where a line must be broken, and the other way round.
    for _ in range(_MAX_ROUNDS):
        cleaned = _clean_once(text, pieces_of)
        if cleaned == text:
            break
        text = cleaned
    return text


def _closed_pieces(line: str) -> list[str]:
    return list(map(close_spaces, break_line(line)))


def _clean_once(text: str, pieces_of: _PiecesOf) -> str:
    lines = _raw_lines(text, pieces_of)
    layout = read_layout(lines)
    paragraphs: list[str] = []
    gaps: list[str] = []
    for place, line in enumerate(lines):
        last = lines[place - 1]
        apart = place > 0 and parts(paragraphs[-1], last, line, layout)
        if place and not apart and joins(paragraphs[-1], last, line, layout):
            paragraphs[-1] = _append(paragraphs[-1], line.text)
        else:
            gaps.append("\n\n" if apart and would_join(paragraphs[-1], last, line, layout) else "\n")
            paragraphs.append(line.text)
    return "".join(chain.from_iterable(zip(gaps, paragraphs, strict=True))).strip()


def _raw_lines(text: str, pieces_of: _PiecesOf) -> list[RawLine]:
    lines: list[RawLine] = []
    apart = after_row = False
    printed_lines = text.splitlines()
    rows = _rows_among(printed_lines, pieces_of)
    for at, printed in enumerate(printed_lines):
        if at in rows:
            lines.append(RawLine(CELL_END.join(map(close_spaces, cells_of(printed))), 0, starts=True))
            apart, after_row = False, True
            continue
        indent = len(printed) - len(printed.lstrip())
        pieces = pieces_of(printed)
        is_row = pieces[0] in SURE_LABELS  # 主办单位 省科技厅
        for place, piece in enumerate(pieces):
            if piece:
                first = place == 0
                starts = not first or after_row or is_row
                lines.append(RawLine(piece, indent if first else 0, starts=starts, apart=first and apart))
                after_row = False
        apart = bool(lines) and not printed.strip()
    return lines


def _rows_among(lines: Sequence[str], pieces_of: _PiecesOf) -> set[int]:
    """Return which lines are rows of tables; blank lines do not part them."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    tabbed = {number for number, at in enumerate(filled) if CELL_END in lines[at]}
    if not tabbed:
        return set()
    cells = [[*cells_of(lines[at])] if number in tabbed else [] for number, at in enumerate(filled)]
    fields = {number for number in tabbed if len(pieces_of(lines[filled[number]])) > 1}
    return {filled[number] for number in table_rows(cells, fields)}


def close_spaces(line: str) -> str:
    """`主 要 措 施` → `主要措施`, `2024 年` → `2024年`, `1. 2025年` and `Word PDF` as they are."""
    pieces = line.split()
    if len(pieces) > 1 and (names := _NAMES_APART.fullmatch(line.rstrip())):
        return " ".join(line[: names.start("person")].split()) + "".join(names["person"].split())
    closed = ""
    for piece in pieces:
        closed = _append(closed, piece)
    return closed


def _append(line: str, piece: str) -> str:
    return f"{line} {piece}" if line and _keeps_space(line, piece) else line + piece


def _keeps_space(before: str, after: str) -> bool:
    left, right = before[-1], after[0]
    if not _is_latin(right):
        return False
    if _is_latin(left):
        return True
    # `1. 2025年` must not become the number 1.2025.
    return left in _LATIN_STOPS and (not right.isdigit() or (left == "." and is_list_number(before)))


def _is_latin(char: str) -> bool:
    return char < "\u0500" and char.isalnum()
