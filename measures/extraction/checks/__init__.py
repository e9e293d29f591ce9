"""Checks of what letters state: figures that differ, stay the same, add up or do not."""

from measures.extraction.checks.arithmetic import check_sentences
from measures.extraction.checks.check import Check, Kind
from measures.extraction.checks.comparison import find_checks
from measures.extraction.checks.growth import Growth, growth
from measures.extraction.checks.series import Series, as_of, series
from measures.extraction.checks.statement import Statement

__all__ = [
    "Check",
    "Growth",
    "Kind",
    "Series",
    "Statement",
    "as_of",
    "check_sentences",
    "find_checks",
    "growth",
    "series",
]
