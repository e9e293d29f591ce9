"""With what text is drawn: where it may show, how light it comes out on paper, and whether it shows at all."""

from __future__ import annotations

from functools import lru_cache

from pdfminer.pdfinterp import PDFGraphicState

from kejiting.text.pdf.lines import Box

# PDF 32000-1, table 106: 3 paints nothing, 7 clips only; 1 draws outlines, 2 fills and draws them
_INVISIBLE = (3, 7)
_OUTLINED = (1, 2)
_FILLED = (0, 2, 4, 6)
_EVERYWHERE = (-1e9, -1e9, 1e9, 1e9)
# How much of the light each ink takes: red, green, blue as seen; the last is black
_RGB = (0.3, 0.59, 0.11)


class Ink(PDFGraphicState):
    """The state of drawing, with what pdfminer leaves out: `clip` in points of the page, opacity, and mode of text.

    What is `absent` belongs to a layer switched off, or is marked as a watermark by its program.
    """

    def __init__(self) -> None:
        super().__init__()
        self.clip: Box = _EVERYWHERE
        self.opacity = 1.0
        self.render = 0
        self.absent = False

    def copy(self) -> Ink:
        made = Ink.__new__(Ink)
        made.__dict__.update(self.__dict__)
        return made

    def cut(self, box: Box) -> None:
        """Let nothing show outside the box any more."""
        self.clip = common(self.clip, box)

    def shows_as(self, x: float, y: float) -> str:
        """Return what a character is that is drawn here: `char`, `cut off` by the clip, or `absent`."""
        left, low, right, high = self.clip
        if self.absent:
            return "absent"
        return "char" if left <= x <= right and low <= y <= high else "cut off"

    @property
    def is_invisible(self) -> bool:
        return self.render in _INVISIBLE

    def lightness(self) -> float:
        """How light text comes out on white paper, from 0 for black to 1 for white."""
        inks = [(self.ncs, self.ncolor)] if self.render in _FILLED else []
        inks += [(self.scs, self.scolor)] if self.render in _OUTLINED else []
        return min((1 - (1 - lightness(space.name, colour)) * self.opacity for space, colour in inks), default=0)


def lightness(space: str | None, colour: object) -> float:
    """How light a colour is, from 0 for black to 1 for white; an unknown one is black."""
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    known = all(isinstance(part, (int, float)) for part in parts)
    return _lightness(space, tuple(parts)) if known else 0


@lru_cache(maxsize=1024)
def _lightness(space: str | None, parts: tuple[float, ...]) -> float:
    if space in ("Separation", "DeviceN"):
        return 1 - min(1.0, sum(parts))
    if space in ("Indexed", "Pattern") or not parts:
        return 0
    if len(parts) == 1 or space == "Lab":
        return min(1.0, parts[0] / (100 if space == "Lab" else 1))
    inks = parts if len(parts) == 4 else (*(1 - part for part in parts), 0)
    taken = sum(share * ink for share, ink in zip(_RGB, inks, strict=False)) + inks[-1]
    return 1 - min(1.0, max(0.0, taken))


def common(box: Box, other: Box) -> Box:
    """What two boxes share; where it is nothing, an edge lies beyond the opposite one."""
    return (max(box[0], other[0]), max(box[1], other[1]), min(box[2], other[2]), min(box[3], other[3]))
