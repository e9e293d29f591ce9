"""Read what stands in one Word paragraph: its characters as they are shown, and the text boxes tied to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from kejiting.text.word.styles import Styles
from kejiting.text.word.symbols import symbol
from kejiting.text.word.xml import below, local_name, value

_MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
# What newer programs draw; every other choice has its fall-back.
_UNDERSTOOD = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/")
_WRAPPERS = frozenset(
    {"hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo", "ruby",
     "rubyBase", "oMath", "oMathPara"}
)  # fmt: skip
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
    reader = _Runs(below(paragraph, "pPr"), styles, fields)
    reader.walk(paragraph)
    fields.end_paragraph()
    return Written("".join(reader.pieces), tuple(reader.boxes))


def branch(alternatives: _Element) -> _Element:
    """Return the one branch of `mc:AlternateContent` that is shown; itself, where none is there."""
    choices = [child for child in alternatives if local_name(child) == "Choice"]
    fallbacks = [child for child in alternatives if local_name(child) == "Fallback"]
    understood = [choice for choice in choices if _is_understood(choice)]
    return next(iter((*understood, *fallbacks, *choices)), alternatives)


def _is_understood(choice: _Element) -> bool:
    needs = (choice.get("Requires") or "").split()
    return all((choice.nsmap.get(prefix) or "").startswith(_UNDERSTOOD) for prefix in needs)


class _Runs:
    def __init__(self, properties: _Element | None, styles: Styles, fields: Fields) -> None:
        self._properties = properties
        self._styles = styles
        self._fields = fields
        self.pieces: list[str] = []
        self.boxes: list[_Element] = []

    def walk(self, container: _Element) -> None:
        for child in container:
            name = local_name(child)
            if name == "r":
                self._run(child)
            elif name == "AlternateContent":
                self.walk(branch(child))
            elif name in _WRAPPERS or child.tag.startswith(f"{{{_MATHS}}}"):
                self.walk(child)

    def _run(self, run: _Element) -> None:
        hidden = self._styles.is_hidden(below(run, "rPr"), self._properties)
        for child in run:
            name = local_name(child)
            if name == "fldChar":
                self._fields.meet(value(child, "fldCharType"))
            elif name == "ruby":
                self.walk(child)
            elif not hidden and not self._fields.in_code:
                self._piece(name, child)

    def _piece(self, name: str, piece: _Element) -> None:
        if name == "t":
            # A line break of the file is white space of its XML.
            self.pieces.append(" ".join((piece.text or "").splitlines()))
        elif name in _CHARACTERS:
            self.pieces.append(_CHARACTERS[name])
        elif name == "sym":
            self.pieces.append(symbol(value(piece, "font") or "", value(piece, "char") or ""))
        elif name in _DRAWINGS:
            self.boxes.extend(_text_boxes(piece))
        elif name == "AlternateContent":
            for child in branch(piece):
                self._piece(local_name(child), child)


def _text_boxes(drawing: _Element) -> Iterator[_Element]:
    for child in branch(drawing) if local_name(drawing) == "AlternateContent" else drawing:
        if local_name(child) == "txbxContent":
            yield child
        else:
            yield from _text_boxes(child)
