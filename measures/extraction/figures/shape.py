"""Give figures the shape that the command line promises."""

from __future__ import annotations

from decimal import Decimal

from measures.extraction.figures.figure import ParsedFigure, words_of


def figure_shape(figure: ParsedFigure, text: str) -> dict[str, object]:
    """Return plain JSON values of a figure of the text; `value` is the lower end of a range."""
    return {
        "text": "".join(figure.text.split()),
        "value": _number(figure.low),
        "low": _number(figure.low),
        "high": _number(figure.high),
        "unit": figure.unit,
        "indicator": words_of(text, figure.indicator),
        "hedge": words_of(text, figure.hedge),
        "period": words_of(text, (figure.period,) if figure.period else ()),
        "scope": words_of(text, (figure.scope,) if figure.scope else ()),
        "start": figure.start,
        "end": figure.end,
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
