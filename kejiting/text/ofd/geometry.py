"""Numbers, boxes and matrices as OFD writes them: millimetres from the upper left corner (GB/T 33190, 7.2 and 8.5)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from kejiting.text.pdf.lines import Box
from kejiting.text.xml_package import XmlElement

POINTS = 72 / 25.4


class Matrix(NamedTuple):
    """Takes (x, y) to (ax + cy + e, bx + dy + f)."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, outer: Matrix) -> Matrix:
        """Return the matrix that does what this one does, and then what the outer one does."""
        a, b = outer.a * self.a + outer.c * self.b, outer.b * self.a + outer.d * self.b
        c, d = outer.a * self.c + outer.c * self.d, outer.b * self.c + outer.d * self.d
        return Matrix(a, b, c, d, *outer.at(self.e, self.f))


def numbers(written: str | None) -> list[float]:
    return [float(number) for number in (written or "").split()]


def number(element: XmlElement, name: str, default: float) -> float:
    return float(element.get(name) or default)


def matrix_of(drawn: XmlElement, outer: Matrix) -> Matrix:
    """Return what takes the space of a drawn object to that of the page: its `CTM`, its `Boundary`, what is around it."""
    ctm, boundary = numbers(drawn.get("CTM")), numbers(drawn.get("Boundary"))
    own = Matrix(*ctm) if len(ctm) == 6 else Matrix()
    left, top = boundary[:2] if len(boundary) == 4 else (0, 0)
    return own.then(Matrix(e=left, f=top)).then(outer)


def around(points: Iterable[tuple[float, float]]) -> Box:
    """Return the box around points."""
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


def shape_of(kind: str, left: float, top: float, right: float, bottom: float) -> dict[str, Any]:
    """Return a box as pdfplumber has it, in points from the upper left corner."""
    return {
        **{"object_type": kind, "x0": left, "top": top, "x1": right, "bottom": bottom},
        **{"doctop": top, "y0": -bottom, "y1": -top, "width": right - left, "height": bottom - top},
    }
