"""Follow what an OFD page draws: characters, rules, grounds and pictures, each with where it stands in points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import cos, hypot, radians, sin
from typing import Any

from kejiting.text.ofd.geometry import POINTS, Matrix, around, matrix_of, number, numbers, shape_of
from kejiting.text.ofd.paths import straight_lines
from kejiting.text.ofd.text_codes import Placed, placed
from kejiting.text.pdf.ink import lightness
from kejiting.text.pdf.lines import Char
from kejiting.text.word.xml import local_name
from kejiting.text.xml_package import XmlElement

# What a unit is made of in a unit in a unit
_DEEPEST = 5
_OPAQUE = 255
_BLACK: tuple[float, ...] = (0.0, 0.0, 0.0)
# Of the size of type, below the baseline
_DESCENT = 0.12
_BLOCKS = ("Layer", "PageBlock", "Content")


@dataclass(frozen=True, slots=True)
class Resources:
    """What pages refer to by their ids: parameters of drawing, and units made of other objects."""

    parameters: Mapping[str, XmlElement]
    units: Mapping[str, XmlElement]


@dataclass(frozen=True, slots=True)
class _State:
    """What holds around an object: its space, the parameters of drawing, and whether it is shown."""

    matrix: Matrix
    parameter: str | None = None
    shown: bool = True
    depth: int = 0


@dataclass(slots=True)
class Drawing:
    """Draws the parts of one page; `objects` are as pdfplumber has them, `left_out` counts what is no text."""

    resources: Resources
    origin: tuple[float, float]
    objects: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)

    def draw(self, content: XmlElement) -> None:
        """Draw `ofd:Content` of a page or of a template."""
        left, top = self.origin
        matrix = Matrix(POINTS, 0, 0, POINTS, -left * POINTS, -top * POINTS)
        for child in content:
            self._draw(child, _State(matrix))

    def _draw(self, drawn: XmlElement, around_it: _State) -> None:
        state = replace(
            around_it,
            parameter=drawn.get("DrawParam") or around_it.parameter,
            shown=around_it.shown and drawn.get("Visible") != "false",
        )
        name = local_name(drawn)
        if name in _BLOCKS:
            for child in drawn:
                self._draw(child, state)
        elif name in ("TextObject", "PathObject", "ImageObject", "CompositeObject"):
            state = replace(state, matrix=matrix_of(drawn, state.matrix))
            getattr(self, f"_{name.removesuffix('Object').lower()}")(drawn, state)

    def _text(self, drawn: XmlElement, state: _State) -> None:
        ink = self._ink(drawn, state)
        letters = list(placed(drawn))
        if not letters and next(drawn.iterchildren("{*}CGTransform"), None) is not None:
            self.left_out["没有编码的字形"] += 1
        size, turn = number(drawn, "Size", 0), radians(number(drawn, "CharDirection", 0))
        self.objects.setdefault("char", []).extend(_char(letter, size, turn, state.matrix) | ink for letter in letters)

    def _path(self, drawn: XmlElement, state: _State) -> None:
        if not state.shown:
            return
        filled = drawn.get("Fill") == "true"
        colour = self._ink(drawn, state)["colour"]
        for shape in straight_lines(drawn, state.matrix, filled=filled):
            kind = shape["object_type"]
            self.objects.setdefault(kind, []).append(shape | {"fill": filled, "non_stroking_color": colour})

    def _image(self, drawn: XmlElement, state: _State) -> None:
        if state.shown:
            box = around(state.matrix.at(x, y) for x in (0, 1) for y in (0, 1))
            self.objects.setdefault("image", []).append(shape_of("image", *box))

    def _composite(self, drawn: XmlElement, state: _State) -> None:
        unit = self.resources.units.get(drawn.get("ResourceID") or "")
        if unit is None or state.depth > _DEEPEST:
            self.left_out["组合图形"] += state.shown
            return
        for child in unit.iterchildren("{*}Content"):
            self._draw(child, replace(state, depth=state.depth + 1))

    def _ink(self, drawn: XmlElement, state: _State) -> dict[str, Any]:
        """What is known of a character beside its place: its colour, how light that is, whether it shows at all."""
        colour, opacity = _BLACK, number(drawn, "Alpha", _OPAQUE) / _OPAQUE
        named = next(self._colours(drawn, state), None)
        if named is not None:
            opacity *= number(named, "Alpha", _OPAQUE) / _OPAQUE
            colour = tuple(part / _OPAQUE for part in numbers(named.get("Value"))) or _BLACK
        painted = drawn.get("Fill") != "false" or drawn.get("Stroke") == "true"
        return {
            "colour": colour,
            "light": 1 - (1 - lightness(None, colour)) * opacity,
            "hidden": not (state.shown and painted and opacity),
        }

    def _colours(self, drawn: XmlElement, state: _State) -> Iterator[XmlElement]:
        """Yield the object's colour, that of its parameters of drawing, and of those which these go by."""
        yield from drawn.iterchildren("{*}FillColor")
        parameter, seen = state.parameter, set()
        while parameter and parameter not in seen and parameter in self.resources.parameters:
            seen.add(parameter)
            found = self.resources.parameters[parameter]
            yield from found.iterchildren("{*}FillColor")
            parameter = found.get("Relative")


def _char(letter: Placed, size: float, turn: float, matrix: Matrix) -> Char:
    own = Matrix(cos(turn), sin(turn), -sin(turn), cos(turn), letter.x, letter.y).then(matrix)
    low, high = size * _DESCENT, size * (_DESCENT - 1)
    box = around(own.at(x, y) for x in (0, letter.width) for y in (low, high))
    scale = hypot(own.a, own.b) or 1
    return {
        **shape_of("char", *box),
        "text": letter.text,
        "size": box[3] - box[1],
        "baseline": own.f,
        # As in PDF, up is up.
        "matrix": (own.a / scale, -own.b / scale, -own.c / scale, own.d / scale, own.e, -own.f),
    }
