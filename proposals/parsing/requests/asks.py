"""Part a region of asks: by its outermost list, by bullets, by rows of a table, by paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kejiting.text.lazy_re import lazy_re
from kejiting.text.rows import CELL_END
from kejiting.text.spans import Span
from proposals.parsing.headings import read_ask
from proposals.parsing.items import find_items
from proposals.parsing.lines import LetterLine, squeezed, trimmed
from proposals.parsing.markers import read_marker
from proposals.parsing.requests.cues import closing_inside
from proposals.parsing.requests.parsed import ParsedAsk
from proposals.parsing.requests.regions import AskRegion

_N = "[一二三四五六七八九十]{1,3}"
# What numbers asks beside the lists that letters use: at the beginning of lines, the first ones behind sentences, too
_INLINE_KINDS = (
    rf"[【\[]?(?:建议|对策|措施|办法|诉求)(?:之)?(?:{_N}|\d{{1,2}})\s*(?:[】\]:：、.．，,]|(?=关于|针对))",
    rf"(?:其{_N}|第{_N}(?:[条点项](?:建议)?|是))[，,、：:]",
    r"(?:首先|其次|再次|再者|然后|此外|另外|同时|最后)[，,：:]",
)
_LINE_KINDS = (
    r"[•●◆◇■□▪○★☆►▶※*·–—-]\s*(?=\S)",
    rf"(?:{_N}|\d{{1,2}})[）)]",
    rf"{_N}[.．，,]",
)
_KINDS = tuple(
    map(
        lazy_re,
        (*(rf"(?:^|(?<=[。；;：:\n])){kind}" for kind in _INLINE_KINDS), *(rf"^{kind}" for kind in _LINE_KINDS)),
    )
)
_CHAPTERS = lazy_re(rf"(?:^|(?<=[。；;：:\n])){_N}、")
_NUMBERED = lazy_re(rf"{_N}\s?(?:是|要|、)|第{_N}[，,、：:]|\d{{1,2}}[．、.]|[（(](?:\d{{1,2}}|{_N})[）)]|[①-⑳]")
_AFTERWORD = lazy_re("(?:通过|相信|总之|这样|如此|只有|唯有)")
_ASK_CELL = lazy_re("(?:具体|工作|意见|对策|办理)?(?:建议|措施|办法|对策)(?:内容|措施)?")
_ROW_NUMBER = lazy_re(r"\d{1,2}")
_FRAME = lazy_re(r"(?:建议|对策|措施|办法|诉求)?(?:之)?[一二三四五六七八九十\d]{0,3}[】\]:：、.．，,)）\s]*")
_STOP = lazy_re("[。：:；;！]")
# 针对小微企业，… : words before the ask; not 为监管所配备设备，把机时纳入考核，
_ADVERBIAL = lazy_re(
    "(?:针对|为了|围绕|通过|按照|根据|鉴于|结合|从|借鉴|参照|充分利用|依托|考虑到)|由.*(?:牵头|会同|负责|为主|协同)|(?:在|对|以).*(?:方面|上|中|下|时|前|后|为.{1,6}|的)$"
)
_LONGEST_TITLE = 60
_LONGEST_CLAUSE = 40
_LONGEST_HEADING = 30
MOST_ASKS = 100


def asks_of(text: str, region: AskRegion) -> list[ParsedAsk]:
    """Return the asks of a region, each with its title."""
    lines = _closed(region.lines)
    if not lines:
        return []
    if region.is_ask:
        return [_ask(text, Span(lines[0].start, lines[-1].end))]
    return [_ask(text, span) for span in _parts(text, lines)]


def _closed(lines: Sequence[LetterLine]) -> list[LetterLine]:
    """Leave out the words that only close at the end of the last paragraph, and those that lead in."""
    kept = list(lines)
    if kept:
        last = kept[-1]
        kept[-1] = LetterLine(last.text[: closing_inside(last.text)].rstrip(), last.start)
    while len(kept) > 1 and kept[0].text.endswith(("：", ":")) and not _NUMBERED.match(kept[0].text):
        del kept[0]
    return [line for line in kept if line.text]


def _parts(text: str, lines: Sequence[LetterLine]) -> list[Span]:
    return _rows(lines) or _marked(text, lines) or _inline(text, lines) or _listed(text, lines) or _paragraphs(lines)


def _rows(lines: Sequence[LetterLine]) -> list[Span]:
    """The cells of the column of asks, where they stand in a table."""
    rows = [line for line in lines if CELL_END in line.text]
    if len(rows) < 2 or len(rows) * 2 < len(lines):
        return []
    names = rows[0].text.split(CELL_END)
    column = next((at for at, name in enumerate(names) if _ASK_CELL.fullmatch(name.strip())), None)
    if column is None:
        column = 1 if all(_ROW_NUMBER.match(row.text) for row in rows) else None
        return [] if column is None else [_cell(row, column) for row in rows]
    return [_cell(row, column) for row in rows[1:] if row.text.count(CELL_END) >= column]


def _cell(row: LetterLine, column: int) -> Span:
    cells = row.text.split(CELL_END)
    start = row.start + sum(len(cell) + 1 for cell in cells[:column])
    return Span(start, start + len(cells[column]))


def _marked(text: str, lines: Sequence[LetterLine]) -> list[Span]:
    """Parts by marks that letters' lists do not know, where they are the outermost ones."""
    first = next((place for place, line in enumerate(lines) if _is_numbered(line.text)), len(lines))
    for kind in _KINDS:
        at = [(place, match.start()) for place, line in enumerate(lines) for match in kind.finditer(line.text)]
        if len(at) > 1 and at[0][0] <= first and at[0][1] == 0:
            return _between(text, [lines[place].start + start for place, start in at], lines[-1].end)
    return []


def _inline(text: str, lines: Sequence[LetterLine]) -> list[Span]:
    """一、…。二、…。 in one paragraph, which letters do not have."""
    begins = [match.start() for match in _CHAPTERS.finditer(text, lines[0].start, lines[0].end)]
    one_line = len(lines) == 1 and len(begins) > 1 and begins[0] == lines[0].start
    return _between(text, begins, lines[-1].end) if one_line else []


def _is_numbered(line: str) -> bool:
    return _NUMBERED.match(line) is not None


def _between(text: str, begins: Sequence[int], end: int) -> list[Span]:
    return [trimmed(text, start, stop) for start, stop in zip(begins, [*begins[1:], end], strict=True)]


def _listed(text: str, lines: Sequence[LetterLine]) -> list[Span]:
    """The items of the outermost list; what stands before it only leads in."""
    spans = find_items(text, lines)
    begins = {line.start for line in lines}
    items = [span for span in spans if _is_numbered(span.of(text))]
    if not items or (len(items) == 1 and items[0].start not in begins):
        return []
    if any(item.start in begins for item in items[:2]):
        return items
    line = next(place for place, one in enumerate(lines) if one.start <= items[0].start <= one.end)
    if line > 0 and len(lines) > 2:
        return []  # a list inside one of several paragraphs
    end = lines[line].end
    if any(item.start > end for item in items):
        return items
    last = items[-1]
    after = [one.span for one in lines[line + 1 :] if not _AFTERWORD.match(one.text)]
    return [*items[:-1], Span(last.start, min(last.end, end)), *after]


def _paragraphs(lines: Sequence[LetterLine]) -> list[Span]:
    """Each paragraph, with the heading alone on the line above it."""
    lines = [line for line in lines if not (_AFTERWORD.match(line.text) and line is lines[-1] and len(lines) > 1)]
    heads = [
        place for place, line in enumerate(lines) if len(line.text) <= _LONGEST_HEADING and not _STOP.search(line.text)
    ]
    if heads and heads[0] == 0 and len(heads) < len(lines):
        ends = [*heads[1:], len(lines)]
        return [Span(lines[start].start, lines[end - 1].end) for start, end in zip(heads, ends, strict=True)]
    return [line.span for line in lines]


def _ask(text: str, span: Span) -> ParsedAsk:
    return ParsedAsk(_title(span.of(text)), span)


def _title(ask: str) -> str | None:
    """Return the words of an ask's heading: its line, its first sentence or, where it is numbered, its first clause."""
    first = ask.split("\n", 1)[0]
    framed = read_ask(first)
    if framed and framed.framed:
        return str(framed.title)
    number = next((match for kind in (*_KINDS, _NUMBERED) if (match := kind.match(first))), None)
    marker = read_marker(first)
    start = max(number.end() if number else 0, marker.end if marker else 0)
    words = first[start:].strip()
    stop = _STOP.search(words)
    heading = words[: stop.start()] if stop else words
    rest = len(first) < len(ask) or (stop is not None and stop.end() < len(words))
    if start == 0:
        return squeezed(heading) if rest and len(heading) <= _LONGEST_HEADING and "，" not in heading else None
    clause = re.split("[，,]", heading, maxsplit=1)[0]
    alone = stop is None and len(first) == len(ask) and len(heading) <= _LONGEST_CLAUSE
    if (
        not alone
        and len(clause) < len(heading)
        and 4 <= len(clause) <= _LONGEST_CLAUSE
        and not _ADVERBIAL.match(clause)
    ):
        heading = clause
    return squeezed(heading) or None if len(heading) <= _LONGEST_TITLE else None
