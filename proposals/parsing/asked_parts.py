"""Part a proposal that somebody asks with: by the numbers of its lines, lists inside them, paragraphs, sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from proposals.parsing.items import find_items
from proposals.parsing.lines import LetterLine, lines_of, squeezed, trimmed
from proposals.parsing.markers import LEVELS, read_marker
from proposals.parsing.stops import STOPS, sentence_spans

MOST_PARTS = 24
# What is longer speaks of several things: it is parted on, if it can be
_LONG = 300
# 三、对策建议, alone on its line
_LONGEST_HEADING = 30
# 此致, 敬礼: nothing is asked by so little
_LEAST = 6
# 王洪福委员：, 为此，提出以下几点建议：, 对策建议; not 建议：加快建设, 关于修路的建议
_LEAD = lazy_re(r"[^。；;！!？?]{0,30}[：:]|.{0,6}(?:建议|意见|措施|对策|办法|问题|困难|现状|原因|背景|理由|案由|案据)")


@dataclass(frozen=True, slots=True)
class AskedPart:
    """A stretch of what was asked, and the headings alone on their lines that it stands below."""

    span: Span
    headings: tuple[Span, ...] = ()

    def __len__(self) -> int:
        return self.span.end - self.span.start


def part_question(text: str) -> tuple[AskedPart, ...]:
    """Return the parts of a cleaned text in order, `MOST_PARTS` at most: the outermost list, then what is long, further.

    Words that only lead in are no part. Where there would be too many, neighbours stay together.
    """
    parts, done = [AskedPart(trimmed(text, 0, len(text)))], set[AskedPart]()
    while waiting := [
        part for part in parts if part not in done and (len(parts) == 1 or _speaks_of_several(text, part))
    ]:
        longest = max(waiting, key=len)
        done.add(longest)
        inner = [part for part in _cut(text, longest, is_whole=len(parts) == 1) if not _is_lead(part.span.of(text))]
        room = MOST_PARTS - len(parts) + 1
        if len(inner) > room:
            inner = _neighbours_joined(inner, room)
            done.update(inner)
        if inner:
            place = parts.index(longest)
            parts[place : place + 1] = inner
    return tuple(parts)


def _speaks_of_several(text: str, part: AskedPart) -> bool:
    first, *others = lines_of(text, part.span.start, part.span.end)
    return len(part) > _LONG or (bool(others) and _LEAD.fullmatch(_words(first)) is not None)


def _is_lead(words: str) -> bool:
    return len(squeezed(words)) < _LEAST or _LEAD.fullmatch(words) is not None


def _words(line: LetterLine) -> str:
    """Without its number: 三、对策建议 → 对策建议"""
    marker = read_marker(line.text)
    return line.text[marker.end if marker else 0 :]


def _cut(text: str, part: AskedPart, *, is_whole: bool) -> list[AskedPart]:
    lines = lines_of(text, part.span.start, part.span.end)
    if len(lines) > 1:
        return list(_blocks(lines, part, is_whole=is_whole))
    items = find_items(text, lines)
    if len(items) < 2 and len(part) > _LONG:
        items = tuple(_stretches(text, part.span))
    return [AskedPart(span, part.headings) for span in items]


def _blocks(lines: Sequence[LetterLine], part: AskedPart, *, is_whole: bool) -> Iterator[AskedPart]:
    """Each line that has a number of the outermost level, with all below it; each line before the first by itself."""
    headings = part.headings
    if not is_whole and lines[0].text[-1] not in STOPS and len(lines[0].text) <= _LONGEST_HEADING:
        headings, lines = (*headings, lines[0].span), lines[1:]
    # the first line of a part that has a number is where it began
    levels = (
        [_level(line) for line in lines] if is_whole or headings != part.headings else ["", *map(_level, lines[1:])]
    )
    outermost = next((level for level in LEVELS if level in levels), None)
    begins = [
        place
        for place, level in enumerate(levels)
        if outermost is None or level == outermost or outermost not in levels[:place]
    ]
    for begin, end in zip(begins, [*begins[1:], len(lines)], strict=True):
        yield AskedPart(Span(lines[begin].start, lines[end - 1].end), headings)


def _level(line: LetterLine) -> str:
    marker = read_marker(line.text)
    return marker.level if marker else ""


def _stretches(text: str, span: Span) -> Iterator[Span]:
    """Sentences, as many together as are not long."""
    start = end = span.start
    for sentence in sentence_spans(text, span):
        if sentence.end - start > _LONG and end > start:
            yield Span(start, end)
            start = sentence.start
        end = sentence.end
    yield Span(start, end)


def _neighbours_joined(parts: Sequence[AskedPart], most: int) -> list[AskedPart]:
    together = -(-len(parts) // most)
    lots = [parts[first : first + together] for first in range(0, len(parts), together)]
    return [AskedPart(Span(lot[0].span.start, lot[-1].span.end), lot[0].headings) for lot in lots]
