"""The lines of an answer with what each of them heads, read once for all who ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from proposals.parsing.headings import AskHeading, read_ask
from proposals.parsing.lines import LetterLine
from proposals.parsing.markers import Marker, read_marker
from proposals.parsing.sections import SectionHeading, read_section


@dataclass(frozen=True, slots=True, eq=False)
class HeadedLine:
    """`marker`: the number that the line begins with; `section` and `ask`: what it heads, where it is a heading."""

    line: LetterLine
    marker: Marker | None
    section: SectionHeading | None
    ask: AskHeading | None

    @property
    def text(self) -> str:
        return self.line.text


def read_headings(lines: Iterable[LetterLine]) -> list[HeadedLine]:
    return [HeadedLine(line, read_marker(line.text), read_section(line.text), read_ask(line.text)) for line in lines]
