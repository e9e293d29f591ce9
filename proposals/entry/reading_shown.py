"""What a reading found, arranged for the preview: gaps first, then the asks with their passages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from proposals.models import Part
from proposals.parsing import ParsedLetter, ParsedPassage


@dataclass(frozen=True, slots=True)
class ShownPassage:
    part: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownAsk:
    title: str
    passages: tuple[ShownPassage, ...]


@dataclass(frozen=True, slots=True)
class ShownReading:
    problems: tuple[str, ...]
    asks: tuple[ShownAsk, ...]
    paragraphs: tuple[str, ...]

    @property
    def passages(self) -> int:
        return sum(len(ask.passages) for ask in self.asks)


def shown(parsed: ParsedLetter) -> ShownReading:
    asks = [ShownAsk(ask.title or "（未分项）", _passages(parsed.text, ask.passages)) for ask in parsed.recommendations]
    if parsed.letter_passages:
        asks.append(ShownAsk("（全函）", _passages(parsed.text, parsed.letter_passages)))
    return ShownReading(
        problems=tuple(problem.message for problem in parsed.problems),
        asks=tuple(asks),
        paragraphs=tuple(parsed.text.splitlines()),
    )


def _passages(text: str, passages: Iterable[ParsedPassage]) -> tuple[ShownPassage, ...]:
    return tuple(
        ShownPassage(passage.part, str(Part(passage.part).label), passage.span.of(text)) for passage in passages
    )
