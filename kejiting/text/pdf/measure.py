"""Take the measure of a document: its margins, its type, and how it sets paragraphs apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median_low

from kejiting.text.lazy_re import lazy_re
from kejiting.text.pdf.lines import PrintedLine

# In parts of the type's size
_FLUSH = 0.9
_DEEPEST_INDENT = 4
_CLEARLY_SHORT = 2
_NO_ROOM = 0.5
_OTHER_SIZE = 0.12
# In parts of the width between the margins
_LONG = 0.6
# In parts of the usual distance between lines
_WIDE = 1.3
# Of so many lines two reach a margin, of more one in so many.
_SEVERAL = 8
_ONE_IN = 12
# A text narrower than this part of the page has no right margin that lines could reach.
_NARROWEST = 0.6
# …服务。, …如下：, …》。”; not …创新，
ENDS = lazy_re(r".*[。！？!?；;：:][”’」』）)]*")


@dataclass(frozen=True, slots=True)
class Measure:
    """Margins, size of type and distance between lines, in points, and what paragraphs begin with.

    `right` is unknown where no line is long enough to have met it.
    """

    left: float
    right: float | None
    centre: float
    size: float
    leading: float = 0
    indented: bool = False
    gapped: bool = False

    def indent(self, line: PrintedLine) -> float:
        """How far inside the left margin a line begins, in parts of the size of type."""
        return (line.left - self.left) / self.size

    def is_flush(self, line: PrintedLine) -> bool:
        return abs(self.indent(line)) < _FLUSH

    def is_full(self, last: PrintedLine, line: PrintedLine) -> bool:
        """Tell whether the first word of the line had no room at the end of the last."""
        return self.right is not None and last.right + line.lead > self.right - self.size * _NO_ROOM

    def is_short(self, last: PrintedLine, line: PrintedLine) -> bool:
        """Tell whether there was clearly room for it."""
        return self.right is not None and last.right + line.lead < self.right - self.size * _CLEARLY_SHORT

    def is_long(self, line: PrintedLine) -> bool:
        """Tell a line that fills most of the width, as those do that a person broke by hand."""
        return self.right is not None and line.right - line.left > (self.right - self.left) * _LONG

    def is_body(self, line: PrintedLine) -> bool:
        return abs(line.size / self.size - 1) < _OTHER_SIZE and not line.row

    def is_apart(self, last: PrintedLine, line: PrintedLine) -> bool:
        """Tell whether the gap between two lines of a page is wider than inside a paragraph."""
        return not 0 < line.baseline - last.baseline < self.leading * _WIDE


def take_measure(pages: Sequence[Sequence[PrintedLine]], width: float) -> Measure:
    """Return the measure of the lines of all pages, of which there is at least one; pages are so many points wide."""
    lines = [line for page in pages for line in page]
    unruled = [line for line in lines if not line.row] or lines
    size = median_low([line.size for line in unruled for _ in line.text])
    body = [line for line in unruled if abs(line.size / size - 1) < _OTHER_SIZE]
    right = -_margin([-line.right for line in body], size)
    measure = Measure(
        left=_margin([line.left for line in body], size),
        right=right if right > width * _NARROWEST else None,
        centre=width / 2,
        size=size,
    )
    pairs = [pair for page in pages for pair in pairwise(page) if all(map(measure.is_body, pair))]
    measure = replace(measure, leading=_leading(measure, pairs))
    ends = [(last, line) for last, line in pairs if measure.is_short(last, line) and ENDS.fullmatch(last.text)]
    indents = [0 < measure.indent(line) < _DEEPEST_INDENT and not measure.is_flush(line) for _, line in ends]
    gaps = [measure.is_apart(last, line) for last, line in ends]
    return replace(measure, indented=_mostly(indents), gapped=_mostly(gaps))


def _margin(edges: Sequence[float], size: float) -> float:
    """The outermost edge that several lines share, if only as few stand out farther as may by chance."""
    enough = max(1 + (len(edges) >= _SEVERAL), len(edges) // _ONE_IN)
    in_order = sorted(edges)
    pairs = zip(in_order[:enough], in_order[enough - 1 :], strict=False)
    shared = (edge for edge, far in pairs if far - edge < size * _FLUSH)
    return next(shared, in_order[0])


def _leading(measure: Measure, pairs: Sequence[tuple[PrintedLine, PrintedLine]]) -> float:
    """The distance between lines of a paragraph; where none has two lines, the smallest there is."""
    runs = [
        line.baseline - last.baseline for last, line in pairs if measure.is_full(last, line) and measure.is_flush(line)
    ]
    steps = [line.baseline - last.baseline for last, line in pairs]
    return median_low(runs) if runs else min(steps, default=measure.size * 2)


def _mostly(cases: Sequence[bool]) -> bool:
    return bool(cases) and sum(cases) * 2 >= len(cases)
