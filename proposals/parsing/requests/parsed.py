"""What a proposal's text says, as plain data. Absent is None; what is odd travels along as Problems."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kejiting.text.spans import Problem, Span
from proposals.parsing.parsed import Kind, LocatedText, ParsedSession


@dataclass(frozen=True, slots=True)
class ParsedAsk:
    """One thing that is asked for. `title`: the words of its heading without number, None if it has none."""

    title: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class ParsedRequest:
    """Every span counts characters of `text`, the canonical text. `number` is as printed, without 第 and 号,
    its digits of one width.

    `proposers` are people or, of a collective proposal, organisations; `due_on` is a day that
    the text states, none that a rule gives; `masked` is what no reader may see.
    """

    text: str
    title: LocatedText | None = None
    kind: Kind | None = None
    session: ParsedSession | None = None
    number: str | None = None
    proposers: tuple[str, ...] = ()
    co_proposers: tuple[str, ...] = ()
    handed_over_on: date | None = None
    due_on: date | None = None
    main_unit: str | None = None
    co_units: tuple[str, ...] = ()
    asks: tuple[ParsedAsk, ...] = ()
    masked: tuple[Span, ...] = ()
    problems: tuple[Problem, ...] = ()
