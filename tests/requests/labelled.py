"""Proposals with labels: header of fields, `---`, and the text, with ⟦asks⟧ and their ‹titles› marked in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kejiting.text.captured import read_captured
from kejiting.text.clean import strip_whitespace
from kejiting.text.spans import Span
from proposals.parsing.requests import canonical_request

HERE = Path(__file__).parent
LISTS = ("proposers", "co_proposers", "co_units")
FIELDS = ("title", "kind", "session", "number", "handed_over_on", "main_unit", *LISTS)
_MARKS = "⟦⟧‹›"
_EDGE = re.compile(r"[\w]")


@dataclass(frozen=True, slots=True)
class Labelled:
    """`asks` and `titles` are spans of `text`, the canonical text; of an ask without a title None."""

    name: str
    text: str
    fields: dict[str, object]
    asks: tuple[Span, ...]
    titles: tuple[str | None, ...]


def labelled(file: str) -> list[Labelled]:
    entries = (HERE / file).read_text("utf-8").split("=== ")[1:]
    return [_labelled(*entry.split("\n", 1)) for entry in entries]


def edges(text: str, span: Span) -> tuple[int, int]:
    """Where the first and the last character of a span stand that are neither white space nor punctuation."""
    words = [match.start() for match in _EDGE.finditer(text, span.start, span.end)]
    return (words[0], words[-1] + 1) if words else (span.start, span.start)


def _labelled(name: str, entry: str) -> Labelled:
    head, marked = entry.split("\n---\n", 1)
    marked = read_captured(marked).text
    given = dict(line.split(": ", 1) for line in head.splitlines())
    fields: dict[str, object] = {field: given.get(field) for field in FIELDS}
    for field in LISTS:
        fields[field] = given[field].split("、") if field in given else []
    text = canonical_request(re.sub(f"[{_MARKS}]", "", marked))
    places = [place for place, char in enumerate(text) if not char.isspace()]
    spans = {kind: [Span(places[a], places[b - 1] + 1) for a, b in _between(marked, kind)] for kind in ("⟦⟧", "‹›")}
    titles = (
        next((title.of(text) for title in spans["‹›"] if ask.start <= title.start < ask.end), None)
        for ask in spans["⟦⟧"]
    )
    return Labelled(name, text, fields, tuple(spans["⟦⟧"]), tuple(titles))


def _between(marked: str, pair: str) -> Iterator[tuple[int, int]]:
    """Yield what stands between a pair of marks, in characters that are neither white space nor marks."""
    opened = ordinal = 0
    for char in strip_whitespace(marked):
        if char == pair[0]:
            opened = ordinal
        elif char == pair[1]:
            yield opened, ordinal
        ordinal += char not in _MARKS
