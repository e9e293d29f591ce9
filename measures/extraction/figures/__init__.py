"""The figures of a letter: amounts with what they count, how they are meant, when they hold and of whom."""

from measures.extraction.figures.doubts import figure_problems
from measures.extraction.figures.extract import extract_figures
from measures.extraction.figures.figure import BETWEEN, ParsedFigure, words_of
from measures.extraction.figures.letter import letter_figure_problems, letter_figures
from measures.extraction.figures.meant import ValueInterval, meant_by
from measures.extraction.figures.shape import figure_shape
