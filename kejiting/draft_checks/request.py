"""What checks need of the proposal that a draft answers, as it was handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RequestAsk:
    """One thing that the proposal asks for: `title` is its heading, `text` the ask as written."""

    title: str | None
    text: str


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """Absent is None; number and session go into `Base` as given."""

    title: str | None = None
    proposers: tuple[str, ...] = ()
    co_proposers: tuple[str, ...] = ()
    handed_over_on: date | None = None
    co_units: tuple[str, ...] = ()
    asks: tuple[RequestAsk, ...] = ()
