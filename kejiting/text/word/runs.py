"""Read what stands in one Word paragraph: its characters as they are shown, and what is tied to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kejiting.text.symbol_fonts import set_in, symbol, symbol_font
from kejiting.text.word.drawings import parts_of
from kejiting.text.word.fields import Fields
from kejiting.text.word.shown import shown
from kejiting.text.word.styles import Styles
from kejiting.text.word.xml import below, local_name, value
from kejiting.text.xml_package import XmlElement

_DRAWINGS = ("drawing", "pict", "object", "control")
# Parts and notes that a paragraph refers to
_REFERENCES = ("subDoc", "footnoteReference", "endnoteReference", "commentReference")
_EDGES_OF_A_FORM = ("窗体顶端", "窗体底端", "Top of Form", "Bottom of Form")
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_IN_RUNS = ("t", "sym", "fldChar", "instrText", "ruby", *_CHARACTERS, *_DRAWINGS, *_REFERENCES)


@dataclass(frozen=True, slots=True)
class Written:
    """A paragraph's text, and what is anchored in it, in its order: boxes, pictures, notes."""

    text: str = ""
    anchored: tuple[XmlElement, ...] = ()

    def __add__(self, following: Written) -> Written:
        return Written(self.text + following.text, self.anchored + following.anchored)


def read_runs(paragraph: XmlElement, properties: XmlElement | None, styles: Styles, fields: Fields) -> Written:
    """Return what is shown: insertions and results of fields; neither deletions, hidden text nor codes."""
    pieces = list(_Runs(properties, styles, fields).pieces(paragraph))
    fields.end_paragraph()
    anchored = [piece for piece in pieces if not isinstance(piece, str)]
    # The hidden runs of a paragraph are one hidden text.
    hidden = [piece for piece in anchored if local_name(piece) == "r"]
    kept = tuple(piece for piece in anchored if piece not in hidden[1:]) if hidden else tuple(anchored)
    return Written("".join(piece for piece in pieces if isinstance(piece, str)), kept)


@dataclass(frozen=True, slots=True)
class _Runs:
    """The runs of a paragraph with these `pPr`."""

    properties: XmlElement | None
    styles: Styles
    fields: Fields

    def pieces(self, container: XmlElement) -> Iterator[str | XmlElement]:
        for element in shown(container, "r", "fldSimple", "subDoc"):
            match local_name(element):
                case "r":
                    yield from self._run(element)
                case "subDoc":
                    yield element
                case _:
                    self.fields.begin(element, value(element, "instr") or "")
                    self.fields.separate()
                    yield from self.pieces(element)
                    yield from self.fields.end()

    def _run(self, run: XmlElement) -> Iterator[str | XmlElement]:
        hidden = self.styles.is_hidden(below(run, "rPr"), self.properties)
        for piece in shown(run, *_IN_RUNS):
            match local_name(piece):
                case "fldChar":
                    made = self._mark(piece)
                    yield from () if hidden else made
                case "instrText":
                    self.fields.write_code(piece.text or "")
                case "ruby":
                    yield from self.pieces(piece)
                case name if not hidden:
                    yield from self._shown(name, piece, run)
                case "t" if not self.fields.in_code and _says_something(piece.text or ""):
                    yield run

    def _mark(self, mark: XmlElement) -> list[str | XmlElement]:
        match value(mark, "fldCharType"):
            case "begin":
                self.fields.begin(mark)
            case "separate":
                self.fields.separate()
            case "end":
                return self.fields.end()
        return []

    def _shown(self, name: str, piece: XmlElement, run: XmlElement) -> Iterator[str | XmlElement]:
        text = _text(name, piece, run)
        if self.fields.in_code:
            self.fields.write_code(text)
            return
        if name in _REFERENCES:
            yield piece
        elif name in _DRAWINGS:
            self.fields.meet_result()
            yield from [piece] if name == "control" else parts_of(piece)
        elif text:
            self.fields.meet_result()
            yield text


def _says_something(hidden: str) -> bool:
    """Tell hidden words from marks, and from what Word puts around the form of a page."""
    return any(map(str.isalnum, hidden)) and hidden.strip() not in _EDGES_OF_A_FORM


def _text(name: str, piece: XmlElement, run: XmlElement) -> str:
    if name == "t":
        # A line break of the file is white space of its XML.
        text = " ".join((piece.text or "").splitlines())
        font = _picture_font(run)
        return set_in(font, text) if font else text
    if name == "sym":
        return symbol(value(piece, "font") or "", value(piece, "char") or "")
    return _CHARACTERS.get(name, "")


def _picture_font(run: XmlElement) -> str | None:
    fonts = below(run, "rPr", "rFonts")
    return None if fonts is None else symbol_font(value(fonts, "ascii") or value(fonts, "hAnsi") or "")
