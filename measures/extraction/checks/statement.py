"""What a letter states of an indicator: one of its figures, as checks see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kejiting.text.spans import Span


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure that a letter states, in base units; `low` and `high` are equal unless a range is printed.

    `printed`, `counted`, `hedge`, `scope` and `period` are the text's own words, None where it says nothing.
    `written_on` is the letter's date, `letter` its id; `place` bounds the figure in the sentence as published, which stands
    in the answer's next steps if `is_next_step`.
    """

    id: int
    printed: str
    low: Decimal
    high: Decimal
    unit: str
    counted: str | None
    hedge: str | None
    scope: str | None
    period: str | None
    written_on: date | None
    letter: int
    sentence: str
    place: Span
    is_next_step: bool = False
