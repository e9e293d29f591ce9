"""Where the sentences of a passage begin and end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span

STOPS = "。！？；;!?"
# 建成甲；, 建成甲;, 建成甲;3个; not http://a.cn/?b=1
_STOP = lazy_re(r"[。！？；]|(?<=[\u4e00-\u9fff])[;!?]|[;!?](?![0-9A-Za-z])")
_OPENER_OF = dict(zip("”’」』）)》〉】]〕", "“‘「『（(《〈【[〔", strict=True))
_OPENERS = frozenset(_OPENER_OF.values())
_CLOSERS = frozenset(_OPENER_OF) | {'"'}
_BRACKET = lazy_re(f"[{re.escape(''.join(sorted(_OPENERS | _CLOSERS)))}]")
# After a quoted full stop these go on with the sentence: “……。”的要求
_GO_ON = frozenset("，,、：:的等和与及")


def sentence_spans(text: str, passage: Span) -> Iterator[Span]:
    """Yield the passage's sentences in order, without white space around them; a line's end is a sentence's end."""
    start = passage.start
    for line in passage.of(text).split("\n"):
        begin = 0
        for end in _ends(line):
            piece = line[begin:end]
            if piece.strip():
                left = start + begin + len(piece) - len(piece.lstrip())
                yield Span(left, left + len(piece.strip()))
            begin = end
        start += len(line) + 1


def sentences_at(text: str, place: Span) -> Span:
    """Return the sentences that a place of the text stands in, of an empty one that beside it; the line where there is none."""
    first = text.rfind("\n", 0, place.start) + 1
    end = text.find("\n", place.end)
    line = Span(first, len(text) if end < 0 else end)
    met = [span for span in sentence_spans(text, line) if span.start <= place.end and place.start <= span.end]
    inside = [span for span in met if span.start < place.end and place.start < span.end] or met
    return Span(inside[0].start, inside[-1].end) if inside else line


def _ends(line: str) -> Iterator[int]:
    """Where sentences end: after a stop, and the quotes and brackets closed after it."""
    depths = _depths(line)
    for stop in _STOP.finditer(line):
        place, end = stop.span()
        while end < len(line) and line[end] in _CLOSERS:
            end += 1
        after = line[end : end + 1]
        quoted_whole = stop[0] == "。" and depths[end - 1] == 0 and after not in _GO_ON
        if after not in STOPS and (depths[place] == 0 or quoted_whole):
            yield end
    yield len(line)


def _depths(line: str) -> list[int]:
    """For each character, how many pairs of quotes or brackets are open after it; one never closed is not counted."""
    change = [0] * len(line)
    opened: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()
    for bracket in _BRACKET.finditer(line):
        place, char = bracket.start(), bracket[0]
        opener = _OPENER_OF.get(char, '"' if char == '"' and waiting['"'] else "")
        if opener and waiting[opener]:
            change[place] -= 1
            change[_close(opener, opened, waiting)] += 1
        elif char not in _OPENER_OF:
            opened.append((char, place))
            waiting[char] += 1
    return list(accumulate(change))


def _close(opener: str, opened: list[tuple[str, int]], waiting: Counter[str]) -> int:
    """Take the nearest such opener off the stack, and all that stand after it and were never closed; return its place."""
    while True:
        char, place = opened.pop()
        waiting[char] -= 1
        if char == opener:
            return place
