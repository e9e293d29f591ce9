"""What everything found in a text carries: where it stands, and what was odd about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text, in characters: `text[start:end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: {self.start}–{self.end}")

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class PlacedText(str):
    """Words of a text that know where they stand in it; else a string as any other."""

    span: Span

    def __new__(cls, words: str, span: Span) -> PlacedText:
        placed = super().__new__(cls, words)
        placed.span = span
        return placed

    def __reduce__(self) -> tuple[type[PlacedText], tuple[str, Span]]:
        return PlacedText, (str(self), self.span)

    def shifted(self, by: int) -> PlacedText:
        return PlacedText(self, self.span.shifted(by))


@dataclass(frozen=True, slots=True)
class Problem:
    """What a reader of the text doubted or did not find; `message` is Chinese and shown to people.

    `span` is the place in the text that is in doubt, where it is one.
    """

    field: str
    message: str
    span: Span | None = None
