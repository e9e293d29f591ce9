"""A figure of a letter: an amount with the words that say what it is, each at its place in the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from kejiting.text.spans import Span

BETWEEN = "·"
"""Stands between pieces of the text that are shown together: 职务科技成果·转化."""


@dataclass(frozen=True, slots=True)
class ParsedFigure:
    """An amount in base units (3.2亿元 → 320000000 元, 27.27% → 27.27 %); every span counts characters of the text.

    `start` and `end` bound the amount as printed, `text`: 3000余人, 15－30万元. `low` and `high` are equal unless a
    range is printed. The pieces of `indicator` say what is counted, those of `hedge` how it is meant (余, 累计, 不低于);
    `period` says when it holds (2024年, 每年), `scope` which group it is about (18家高校院所). Nothing is added to the text.
    """

    start: int
    end: int
    text: str
    low: Decimal
    high: Decimal
    unit: str
    indicator: tuple[Span, ...] = ()
    hedge: tuple[Span, ...] = ()
    period: Span | None = None
    scope: Span | None = None

    def moved(self, text: str, place: Callable[[Span], Span]) -> ParsedFigure:
        """Return it with the place in `text` for each of its spans."""
        amount = place(self.span)
        return replace(
            self,
            start=amount.start,
            end=amount.end,
            text=amount.of(text),
            indicator=tuple(map(place, self.indicator)),
            hedge=tuple(map(place, self.hedge)),
            period=place(self.period) if self.period else None,
            scope=place(self.scope) if self.scope else None,
        )

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def words_of(text: str, spans: tuple[Span, ...]) -> str | None:
    """Return the pieces as one line, without white space: 职务科技成果·转化; None if there are none."""
    return BETWEEN.join("".join(span.of(text).split()) for span in spans) or None
