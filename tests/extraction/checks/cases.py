"""Statements of made-up sentences, read as the figures of letters are, with the checks that are expected of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from kejiting.text.spans import Span
from measures.extraction.checks import Finding, Statement
from measures.extraction.figures import ParsedFigure, extract_figures, words_of

HERE = Path(__file__).parent
PAIRS = (HERE / "pairs.txt", HERE / "held_out_pairs.txt")
SENTENCES = (HERE / "sentences.txt", HERE / "held_out_sentences.txt")
_MARK = re.compile(r"\[\[(.+?)\]\]")


@dataclass(frozen=True)
class Case:
    """`expected`: one line a check, 'differs 633个 1239个'; none if nothing is to be found."""

    statements: tuple[Statement, ...]
    expected: tuple[str, ...]

    def __str__(self) -> str:
        return " / ".join(dict.fromkeys(statement.sentence for statement in self.statements))

    def found(self, checks: tuple[Finding, ...]) -> tuple[str, ...]:
        printed = {statement.id: "".join(statement.printed.split()) for statement in self.statements}
        return tuple(" ".join((check.kind, *(printed[member] for member in check.members))) for check in checks)


def read_cases(paths: Iterable[Path]) -> list[Case]:
    return [case for path in paths for case in _cases(path)]


def _cases(path: Path) -> Iterator[Case]:
    expected, lines = list[str](), list[str]()
    for line in [*path.read_text(encoding="utf-8").splitlines(), "end"]:
        if line.startswith("  "):
            lines.append(line.strip())
        elif line and not line.startswith("#"):
            if lines:
                yield Case(tuple(_statements(lines)), tuple(one for one in expected if one != "nothing"))
                expected, lines = [], []
            expected.append(line)


def stated(
    low: Decimal | int, unit: str = "家", *, number: int = 1, written_on: date | None = None, period: str | None = None
) -> Statement:
    printed = f"{low}{unit}"
    return Statement(
        *(number, printed, Decimal(low), Decimal(low), unit),
        *(None, None, None, period, written_on, number, printed, Span(0, len(printed))),
    )


def read_statements(text: str, *, letter: int, written_on: date | None, first_id: int) -> list[Statement]:
    """The figures of a sentence."""
    return [
        _statement(figure, text, letter, written_on, first_id + number)
        for number, figure in enumerate(extract_figures(text))
    ]


def _statements(lines: list[str]) -> Iterator[Statement]:
    letter, written_on = 0, None
    for number, line in enumerate(lines):
        day, _, rest = line.partition(" ")
        if not re.fullmatch(r"[-=]|\d{4}-\d\d-\d\d", day):
            day, rest = "-", line
        if day != "=":
            letter, written_on = number + 1, None if day == "-" else date.fromisoformat(day)
        text = _MARK.sub(r"\1", rest)
        statements = read_statements(text, letter=letter, written_on=written_on, first_id=100 * number)
        wanted = {match.start() - 4 * before: match[1] for before, match in enumerate(_MARK.finditer(rest))}
        marked = [one for one in statements if one.place.start in wanted]
        assert [one.printed for one in marked] == list(wanted.values()), (line, statements)
        yield from marked if wanted else statements


def _statement(figure: ParsedFigure, text: str, letter: int, written_on: date | None, number: int) -> Statement:
    return Statement(
        *(number, figure.text, figure.low, figure.high, figure.unit),
        counted=words_of(text, figure.indicator),
        hedge=words_of(text, figure.hedge),
        scope=words_of(text, (figure.scope,) if figure.scope else ()),
        period=words_of(text, (figure.period,) if figure.period else ()),
        written_on=written_on,
        letter=letter,
        sentence=text,
        place=figure.span,
    )
