"""Read what stands in one Word paragraph: its characters as they are shown, and the text boxes tied to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from kejiting.text.word.shown import shown, text_boxes
from kejiting.text.word.styles import Styles
from kejiting.text.word.symbols import symbol
from kejiting.text.word.xml import below, local_name, value

_DRAWINGS = frozenset({"drawing", "pict", "object"})
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class Written:
    """A paragraph's text, and its text boxes in the order in which they are anchored."""

    text: str = ""
    boxes: tuple[_Element, ...] = ()

    def __add__(self, following: Written) -> Written:
        return Written(self.text + following.text, self.boxes + following.boxes)


@dataclass(slots=True)
class Fields:
    """The fields that are open at this place, the outermost first, each with whether its code has ended."""

    shown: list[bool] = field(default_factory=list)

    def meet(self, kind: str | None) -> None:
        if kind == "begin":
            self.shown.append(False)
        elif kind == "separate" and self.shown:
            self.shown[-1] = True
        elif kind == "end" and self.shown:
            self.shown.pop()

    @property
    def in_code(self) -> bool:
        return not all(self.shown)

    def end_paragraph(self) -> None:
        """No code is longer than a paragraph: one that does not end must not swallow the letter."""
        self.shown = [True] * len(self.shown)


def read_runs(paragraph: _Element, styles: Styles, fields: Fields) -> Written:
    """Return what is shown: insertions and results of fields; neither deletions, hidden text, codes nor notes."""
    pieces = list(_pieces(paragraph, below(paragraph, "pPr"), styles, fields))
    fields.end_paragraph()
    boxes = (box for piece in pieces if local_name(piece) in _DRAWINGS for box in text_boxes(piece))
    return Written("".join(map(_text, pieces)), tuple(boxes))


def _pieces(container: _Element, properties: _Element | None, styles: Styles, fields: Fields) -> Iterator[_Element]:
    for run in shown(container, "r"):
        hidden = styles.is_hidden(below(run, "rPr"), properties)
        for piece in shown(run, "t", "sym", "fldChar", "ruby", *_CHARACTERS, *_DRAWINGS):
            if local_name(piece) == "fldChar":
                fields.meet(value(piece, "fldCharType"))
            elif local_name(piece) == "ruby":
                yield from _pieces(piece, properties, styles, fields)
            elif not hidden and not fields.in_code:
                yield piece


def _text(piece: _Element) -> str:
    name = local_name(piece)
    if name == "t":
        # A line break of the file is white space of its XML.
        return " ".join((piece.text or "").splitlines())
    if name == "sym":
        return symbol(value(piece, "font") or "", value(piece, "char") or "")
    return _CHARACTERS.get(name, "")
