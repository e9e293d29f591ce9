"""Sentences whose figures are marked by hand, and how well what is found agrees with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from measures.extraction.figures import ParsedFigure, extract_figures, words_of

HERE = Path(__file__).parent
TUNED, HELD_OUT, FORMS = HERE / "figures.txt", HERE / "figures_held_out.txt", HERE / "figures_forms.txt"
_MARK = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
_SCALES = {"万": 10**4, "亿": 10**8}
# An indicator names what the label says and little else.
_LONGER = 20


@dataclass(frozen=True)
class Label:
    """`place`: the amount's start and end in the sentence; the other fields are None where the sentence says nothing."""

    place: tuple[int, int]
    low: Decimal
    high: Decimal
    unit: str
    indicator: str | None
    hedge: str | None
    scope: str | None
    period: str | None


@dataclass(frozen=True)
class Marked:
    text: str
    labels: tuple[Label, ...]


@dataclass
class Agreement:
    """How many figures are marked, found, and both; of both, how many agree in each other field, and what does not."""

    marked: int = 0
    found: int = 0
    both: int = 0
    agree: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("indicator", "hedge", "scope", "period"), 0))
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.both / self.found

    @property
    def recall(self) -> float:
        return self.both / self.marked

    def share(self, name: str) -> float:
        return self.agree[name] / self.both

    def __str__(self) -> str:
        shares = ", ".join(f"{name} {self.share(name):.3f}" for name in self.agree)
        return f"{self.marked} marked, precision {self.precision:.3f}, recall {self.recall:.3f}; {shares}"


def read_marked(path: Path) -> Iterator[Marked]:
    sentence, rows = "", list[str]()
    for line in [*path.read_text(encoding="utf-8").splitlines(), "end"]:
        if line.startswith("  "):
            rows.append(line)
        elif line and not line.startswith("#"):
            if sentence:
                yield _marked(sentence, rows)
            sentence, rows = line, []


def _marked(line: str, rows: list[str]) -> Marked:
    line = line.replace("⏎", "\n").replace("→", "\t")
    places = [
        (match.start() - 4 * before, match.end() - 4 * (before + 1))
        for before, match in enumerate(_MARK.finditer(line))
    ]
    labels = tuple(_label(place, row) for place, row in zip(places, rows, strict=True))
    return Marked(_MARK.sub(r"\1", line), labels)


def _label(place: tuple[int, int], row: str) -> Label:
    amount, *words = (cell.strip() for cell in row.split("|"))
    value, unit = amount.split()
    low, _, high = value.partition("~")
    fields = [None if word == "-" else "".join(word.split()) for word in (*words, "-", "-", "-", "-")][:4]
    return Label(place, _value(low), _value(high or low), unit, *fields)


def _value(printed: str) -> Decimal:
    return Decimal(printed.rstrip("万亿")) * _SCALES.get(printed[-1], 1)


def agreement(sentences: Iterable[Marked]) -> Agreement:
    said = Agreement()
    for sentence in sentences:
        figures = {(figure.start, figure.end): figure for figure in extract_figures(sentence.text)}
        said.marked += len(sentence.labels)
        said.found += len(figures)
        for label in sentence.labels:
            figure = figures.pop(label.place, None)
            if figure and (figure.low, figure.high, figure.unit) == (label.low, label.high, label.unit):
                _compare(figure, label, sentence.text, said)
            else:
                said.misses.append(f"no {sentence.text[slice(*label.place)]!r} in {sentence.text} but {figure}")
        said.misses += [f"too much {figure.text!r} in {sentence.text}" for figure in figures.values()]
    return said


def _compare(figure: ParsedFigure, label: Label, text: str, said: Agreement) -> None:
    said.both += 1
    for name, spans in {
        "indicator": figure.indicator,
        "hedge": figure.hedge,
        "scope": (figure.scope,) if figure.scope else (),
        "period": (figure.period,) if figure.period else (),
    }.items():
        words, wanted = words_of(text, spans), getattr(label, name)
        right = words == wanted
        if name == "indicator" and words and wanted:
            right = wanted in words and len(words) <= len(wanted) + _LONGER
        said.agree[name] += right
        if not right:
            said.misses.append(f"{name} of {figure.text!r} is {words}, not {wanted}: {text}")
