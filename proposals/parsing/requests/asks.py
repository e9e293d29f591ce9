"""Part a region of asks: by rows of a table, by its outermost list, by semicolons, by paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise, takewhile

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from proposals.parsing.headings import read_ask
from proposals.parsing.lines import LetterLine, squeezed, trimmed
from proposals.parsing.requests.asks_table import asks_in_table
from proposals.parsing.requests.cues import closing_inside, sentence_ask
from proposals.parsing.requests.extent import AskRegion
from proposals.parsing.requests.outline import marks_of, outermost, read_mark
from proposals.parsing.requests.parsed import ParsedAsk
from proposals.parsing.stops import sentence_spans

_AFTERWORD = lazy_re("(?:通过|相信|总之|这样|如此|只有|唯有)")
_STOP = lazy_re("[。：:；;！\t]")
# 针对小微企业，… : words before the ask; not 为监管所配备设备，把机时纳入考核，
_ADVERBIAL = lazy_re(
    "(?:针对|为了|围绕|通过|按照|根据|鉴于|结合|从|借鉴|参照|充分利用|依托|考虑到)|由.*(?:牵头|会同|负责|为主|协同)|(?:在|对|以).*(?:方面|上|中|下|时|前|后|为.{1,6}|的)$"
)
_LONGEST_TITLE = 60
_LONGEST_CLAUSE = 40
_LONGEST_HEADING = 30
_LONGEST_WORD = 10
MOST_ASKS = 100


def asks_of(text: str, region: AskRegion, *, alone: bool) -> list[ParsedAsk]:
    """Return the asks of a region, each with its title. `alone`: no other region of the text holds asks."""
    lines = _closed(region.lines)
    if not lines:
        return []
    if region.is_ask:
        return [_ask(text, Span(lines[0].start, lines[-1].end))]
    spans = asks_in_table(lines) or _listed(text, lines) or (alone and _clauses(text, lines)) or _paragraphs(lines)
    return [_ask(text, span) for span in spans]


def _closed(lines: Sequence[LetterLine]) -> list[LetterLine]:
    """Leave out the words that only close at the end of the last paragraph, and those that lead in."""
    kept = list(lines)
    if kept:
        last = kept[-1]
        kept[-1] = LetterLine(last.text[: closing_inside(last.text)].rstrip(), last.start)
    while len(kept) > 1 and kept[0].text.endswith(("：", ":")) and not read_mark(kept[0].text):
        del kept[0]
    return [line for line in kept if line.text]


def _listed(text: str, lines: Sequence[LetterLine]) -> list[Span]:
    """The items of the outermost list; what stands before it only leads in."""
    marks = marks_of(lines)
    first = next((place for place, mark in enumerate(marks) if mark.at_line and mark.number != 0), None)
    tops = outermost(marks[first or 0 :])
    if not tops or (len(tops) == 1 and not tops[0].at_line):
        return []
    starts = [mark.start for mark in tops]
    place = next(at for at, line in enumerate(lines) if line.start <= starts[0] < line.end)
    after = lines[place + 1 :]
    if len(tops) > 1 and starts[-1] < lines[place].end:
        if first is None and (place > 1 or (place == 1 and after) or any(marks_of([line]) for line in after)):
            return []  # a list inside one of several paragraphs
        return [
            *_between(text, [*starts, lines[place].end], lines),
            *(line.span for line in after if not _AFTERWORD.match(line.text)),
        ]
    return _between(text, [*starts, _list_end(lines[place:], starts)], lines)


def _between(text: str, edges: Sequence[int], lines: Sequence[LetterLine]) -> list[Span]:
    """Cut at the edges; between two lines may stand what is no line of the region, such as a page number."""
    begins = [line.start for line in lines]
    return [
        trimmed(text, start, min(stop, lines[bisect_left(begins, stop) - 1].end)) for start, stop in pairwise(edges)
    ]


def _list_end(lines: Sequence[LetterLine], starts: Sequence[int]) -> int:
    """Return where the last item ends: paragraphs below it that no other item has speak of all of them, if they ask nothing."""
    begins = [line.start for line in lines]
    places = [bisect_right(begins, start) - 1 for start in starts]
    *others, last = (
        [
            *takewhile(
                lambda line: not read_mark(line.text), reversed(lines[place + _heads_below(lines[place]) + 1 : end])
            )
        ]
        for place, end in pairwise([*places, len(lines)])
    )
    usual = {len(paragraphs) for paragraphs in others}
    surplus = len(last) - usual.pop() if len(usual) == 1 else 0
    asks = any(sentence_ask(line.text) == 0 for line in last[: max(0, surplus)])
    return last[surplus - 1].start if surplus > 0 and not asks else lines[-1].end


def _is_heading(line: LetterLine) -> bool:
    return len(line.text) <= _LONGEST_HEADING and not _STOP.search(line.text)


def _heads_below(line: LetterLine) -> bool:
    """（三）远期。 heads the paragraph below it, too."""
    return _is_heading(line) or len(line.text) <= _LONGEST_WORD


def _clauses(text: str, lines: Sequence[LetterLine]) -> list[Span]:
    """The clauses of one sentence that semicolons part: 为此，建议：设立基金；建设中心；培养人才。"""
    if len(lines) > 1:
        return []
    *spans, last = sentence_spans(text, lines[0].span)
    return [*spans, last] if spans and all(span.of(text).endswith(("；", ";")) for span in spans) else []


def _paragraphs(lines: Sequence[LetterLine]) -> list[Span]:
    """Each paragraph, with the heading alone on the line above it."""
    lines = [line for line in lines if not (_AFTERWORD.match(line.text) and line is lines[-1] and len(lines) > 1)]
    heads = [place for place, line in enumerate(lines) if _is_heading(line)]
    if heads and heads[0] == 0 and len(heads) < len(lines):
        ends = [*heads[1:], len(lines)]
        return [Span(lines[start].start, lines[end - 1].end) for start, end in zip(heads, ends, strict=True)]
    return [line.span for line in lines]


def _ask(text: str, span: Span) -> ParsedAsk:
    return ParsedAsk(_title(span.of(text)), span)


def _title(ask: str) -> str | None:
    """Return the words of an ask's heading: its line, its first sentence or, where it is numbered, its first clause."""
    first, _, below = ask.partition("\n")
    mark = read_mark(first)
    start = mark.end if mark else 0
    if mark and start == len(first):
        first, start = below.split("\n", 1)[0], 0  # 建议一 alone on its line
    framed = read_ask(first)
    if framed and framed.framed:
        return str(framed.title)
    words = first[start:].strip()
    stop = _STOP.search(words)
    heading = words[: stop.start()] if stop else words
    rest = len(first) < len(ask) or (stop is not None and stop.end() < len(words))
    if mark is None:
        return squeezed(heading) if rest and len(heading) <= _LONGEST_HEADING and "，" not in heading else None
    clause = re.split("[，,]", heading, maxsplit=1)[0]
    alone = stop is None and len(first) == len(ask) and len(heading) <= _LONGEST_CLAUSE
    if (
        not alone
        and not (stop is not None and stop.end() == len(words) and len(first) < len(ask))
        and len(clause) < len(heading)
        and 4 <= len(clause) <= _LONGEST_CLAUSE
        and not _ADVERBIAL.match(clause)
    ):
        heading = clause
    return squeezed(heading) or None if len(heading) <= _LONGEST_TITLE else None
