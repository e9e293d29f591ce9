"""Give figures the shape that the command line promises."""

from __future__ import annotations

from decimal import Decimal

from kejiting.text.spans import Span
from measures.extraction.figures.figure import ParsedFigure, words_of


def figure_shape(figure: ParsedFigure, text: str) -> dict[str, object]:
    """Return plain JSON values of a figure of the text."""
    return stated_shape(
        figure.text,
        figure.span,
        (figure.low, figure.high, figure.unit),
        indicator=words_of(text, figure.indicator),
        hedge=words_of(text, figure.hedge),
        period=words_of(text, (figure.period,) if figure.period else ()),
        scope=words_of(text, (figure.scope,) if figure.scope else ()),
    )


def stated_shape(
    printed: str,
    span: Span,
    amount: tuple[Decimal, Decimal, str],
    *,
    indicator: str | None,
    hedge: str | None,
    period: str | None,
    scope: str | None,
) -> dict[str, object]:
    """Of an amount (low, high, base unit); `value` is the lower end of a range, whose ends are `low` and `high`."""
    low, high, unit = amount
    return {
        "text": "".join(printed.split()),
        "value": _number(low),
        "low": _number(low),
        "high": _number(high),
        "unit": unit,
        "indicator": indicator,
        "hedge": hedge,
        "period": period,
        "scope": scope,
        "start": span.start,
        "end": span.end,
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
