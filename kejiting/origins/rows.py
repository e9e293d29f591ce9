"""Every sentence of a text with where it comes from, as plain data that can be kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, TypedDict

from kejiting.origins.sources import MOST_SENTENCES, SHORTEST, SentenceOrigin
from kejiting.text.fold import fold
from kejiting.text.spans import Span
from proposals.parsing.stops import sentence_spans

RowKind = Literal["taken", "changed", "new", "short"]


class OriginRow(TypedDict):
    """A sentence at `start` of the text. `short`: a set phrase that is not asked for.

    `changes` are [start, end, start there, end there]: here of the text's characters, there of those of `words`.
    """

    start: int
    end: int
    kind: RowKind
    words: str
    citation: str
    url: str
    changes: list[list[int]]


def origin_rows(text: str, pieces: Iterable[Span], origins: Sequence[SentenceOrigin]) -> list[OriginRow]:
    """The sentences of the pieces in their order, at most as many as `origins_of` asks for."""
    found = {origin.span: origin for origin in origins}
    spans = [span for piece in pieces for span in sentence_spans(text, piece)][:MOST_SENTENCES]
    return [_row(text, span, found.get(span)) for span in spans]


def _row(text: str, span: Span, origin: SentenceOrigin | None) -> OriginRow:
    start, end = span.start, span.end
    if origin is None:
        kind: RowKind = "new" if len(fold(span.of(text))) >= SHORTEST else "short"
        return OriginRow(start=start, end=end, kind=kind, words="", citation="", url="", changes=[])
    return OriginRow(
        start=start,
        end=end,
        kind=origin.kind,
        words=origin.words,
        citation=origin.citation,
        url=origin.passage.get_absolute_url(),
        changes=[
            [change.here.start, change.here.end, change.there.start, change.there.end] for change in origin.changes
        ],
    )
