"""Checks of what letters state: figures that differ, stay the same, add up or do not."""

from measures.extraction.checks.check import Finding, Kind
from measures.extraction.checks.comparison import WINDOW, PointComparison, find_near, say
from measures.extraction.checks.growth import Growth, growth
from measures.extraction.checks.series import LONGEST_LINE, LONGEST_PERIOD, PLANNED, Point, point, series_label
from measures.extraction.checks.statement import Statement
from measures.extraction.checks.sums import check_sentences
from measures.extraction.checks.when import due_of, is_planned
