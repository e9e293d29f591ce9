"""What is known of a department that was made up: its truth, by which the desk, the checks and statistics are measured."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Literal

MarkKind = Literal["figure", "promise", "step", "document", "programme", "aim", "carried", "sentence"]
PromiseFate = Literal["kept", "late", "forgotten", "waiting"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a letter's text, and what it is of: an indicator, a promise's number, a title, a name.

    `period` is the year of a figure, `scope` its place where it is not the province, `value` what it says in its unit.
    """

    kind: MarkKind
    start: int
    end: int
    words: str
    of: str = ""
    value: str = ""
    period: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class AskTruth:
    """`theme` is what is asked for, whatever the words; `nearest` are former letters that answer it, the newest first."""

    matter: str
    theme: str
    title: str
    indicators: tuple[str, ...]
    nearest: tuple[int, ...]


@dataclass(slots=True)
class PromiseTruth:
    """`told_in` is the letter that says it was done; what is promised is `thing`, done is worded as `done`."""

    number: int
    letter: int
    matter: str
    wording: str
    thing: str
    done: str
    due: date
    fate: PromiseFate
    told_in: int | None = None


@dataclass(frozen=True, slots=True)
class RequestTruth:
    """`text` is the proposal as it was handed over."""

    number: str
    kind: str
    body: str
    term: int
    meeting: int
    title: str
    proposers: tuple[str, ...]
    co_units: tuple[str, ...]
    handed_over_on: date
    text: str


@dataclass(frozen=True, slots=True)
class LetterTruth:
    """A letter with nothing wrong, but for promises to the same people that it passes over. A draft is not in the base."""

    number: int
    year: int
    written_on: date
    agency: str
    doc_number: str
    is_draft: bool
    # as the file has it, with its spaces and lines; and as the base keeps it
    printed: str
    text: str
    asks: tuple[AskTruth, ...]
    marks: tuple[Mark, ...]
    passed_over: tuple[int, ...]
    request: RequestTruth

    @property
    def name(self) -> str:
        return f"{self.number:04}.txt"

    @property
    def session_key(self) -> str:
        return f"{self.request.body}-省-{self.request.term}-{self.request.meeting}"


@dataclass(frozen=True, slots=True)
class IndicatorTruth:
    """`points` are values by year; `is_stock`: at the year's end, otherwise within the year."""

    name: str
    unit: str
    is_stock: bool
    points: dict[int, int]


@dataclass(frozen=True, slots=True)
class TargetTruth:
    indicator: str
    unit: str
    value: int
    due: int


@dataclass(frozen=True, slots=True)
class PlanTruth:
    title: str
    text: str
    targets: tuple[TargetTruth, ...]


@dataclass(slots=True)
class Department:
    seed: int
    years: tuple[int, ...]
    indicators: dict[str, IndicatorTruth] = field(default_factory=dict)
    plans: list[PlanTruth] = field(default_factory=list)
    promises: list[PromiseTruth] = field(default_factory=list)
    letters: list[LetterTruth] = field(default_factory=list)
    # old name, name of today, the year in which it changed
    renamed: list[tuple[str, str, int]] = field(default_factory=list)

    @property
    def issued(self) -> list[LetterTruth]:
        return [letter for letter in self.letters if not letter.is_draft]

    @property
    def drafts(self) -> list[LetterTruth]:
        return [letter for letter in self.letters if letter.is_draft]

    def newest(self, indicator: str, before: int) -> int | None:
        """The value of the newest year that letters of a year can tell."""
        points = self.indicators[indicator].points
        return next((points[year] for year in sorted(points, reverse=True) if year < before), None)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, default=str, indent=1)
