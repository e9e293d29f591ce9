"""Walk the body of a Word document in the order in which people read it: paragraphs, tables, boxes, embedded parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kejiting.text.file_text import FileText, LeftOut
from kejiting.text.marks import INDENT
from kejiting.text.tables import table_lines
from kejiting.text.unreadable import UnreadableFile
from kejiting.text.word.drawings import diagram_lines, left_out, words_of
from kejiting.text.word.fields import Fields
from kejiting.text.word.numbering import WordNumbering
from kejiting.text.word.runs import Written, read_runs
from kejiting.text.word.shown import shown
from kejiting.text.word.styles import Styles
from kejiting.text.word.xml import below, is_on, local_name, number, value
from kejiting.text.xml_package import XmlElement

# Word's own limit
_MOST_COLUMNS = 63


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph as it is shown, which may be several of the file's: its text, what is anchored in it, its `pPr`."""

    written: Written
    properties: XmlElement | None

    def then(self, following: _Paragraph) -> _Paragraph:
        """Join the paragraph after a mark that is gone; a paragraph without text leaves its properties behind."""
        kept = self if self.written.text else following
        return replace(kept, written=self.written + following.written)


class WordBody:
    """Reads one document once: fields and lists go on from paragraph to paragraph.

    `embedded` reads the part that an element refers to, `diagram` the XML of a diagram's data; both raise
    `UnreadableFile`. What gives no text is noted in `left_out`.
    """

    def __init__(
        self,
        styles: Styles,
        numbering: WordNumbering,
        embedded: Callable[[XmlElement], FileText],
        diagram: Callable[[XmlElement], XmlElement],
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._embedded = embedded
        self._diagram = diagram
        self._fields = Fields()
        self._paragraphs = 0
        self.left_out: list[LeftOut] = []

    def lines(self, container: XmlElement) -> Iterator[str]:
        """Yield paragraphs and rows; what is set in begins with two ideographic spaces, a `\\n` is a line break."""
        held: _Paragraph | None = None
        for element in shown(container, "p", "tbl", "altChunk", "subDoc"):
            name = local_name(element)
            if name == "p":
                properties = below(element, "pPr")
                own = _Paragraph(read_runs(element, properties, self._styles, self._fields), properties)
                held = held.then(own) if held else own
                if _has_no_mark(properties):
                    continue
            if held:
                yield from self._shown(held)
                held = None
            if name == "tbl":
                yield from self._table(element)
            elif name != "p":
                yield from self._anchored(element)
        if held:
            yield from self._shown(held)

    def _shown(self, paragraph: _Paragraph) -> Iterator[str]:
        label = self._numbering.label(paragraph.properties)
        set_in = label or self._styles.is_set_in(paragraph.properties)
        text = label + paragraph.written.text
        self._paragraphs += bool(text.strip())
        yield INDENT + text if set_in and text.strip() else text
        for part in paragraph.written.anchored:
            yield from self._anchored(part)

    def _anchored(self, part: XmlElement) -> Iterator[str]:
        """Yield the words of what stands beside the paragraphs, or note that it gives none."""
        try:
            match local_name(part):
                case "txbxContent":
                    yield from self.lines(part)
                case "textpath" | "txBody":
                    yield from words_of(part)
                case "relIds":
                    yield from diagram_lines(self._diagram(part))
                case "altChunk" | "subDoc":
                    read = self._embedded(part)
                    self.left_out.extend(read.left_out)
                    yield from read.text.split("\n")
                case _:
                    self._leave_out(part)
        except UnreadableFile:
            self._leave_out(part)

    def _leave_out(self, part: XmlElement) -> None:
        if kind := left_out(part):
            self.left_out.append(LeftOut(kind, f"第{self._paragraphs}段" if self._paragraphs else "开头"))

    def _table(self, table: XmlElement) -> Iterator[str]:
        rows = (row for row in shown(table, "tr") if below(row, "trPr", "del") is None)
        yield from table_lines([list(self._cells(row)) for row in rows])

    def _cells(self, row: XmlElement) -> Iterator[list[str] | None]:
        for _ in range(_span(below(row, "trPr", "gridBefore"))):
            yield None
        for cell in shown(row, "tc"):
            if below(cell, "tcPr", "cellDel") is not None:
                continue
            yield None if _is_covered(cell) else self._cell(cell)
            for _ in range(_span(below(cell, "tcPr", "gridSpan")) - 1):
                yield None

    def _cell(self, cell: XmlElement) -> list[str]:
        return [line for text in self.lines(cell) for line in text.split("\n") if line.strip()]


def _has_no_mark(properties: XmlElement | None) -> bool:
    """Tell a paragraph whose end was deleted, moved away or hidden: it goes on with the next one."""
    mark = below(properties, "rPr")
    if mark is None:
        return False
    if below(mark, "del") is not None or below(mark, "moveFrom") is not None:
        return True
    hidden = below(mark, "vanish")
    return hidden is not None and is_on(hidden)


def _is_covered(cell: XmlElement) -> bool:
    """Tell a cell that another one was merged over."""
    properties = below(cell, "tcPr")
    merges = (below(properties, "vMerge"), below(properties, "hMerge"))
    return any(merge is not None and value(merge) != "restart" for merge in merges)


def _span(columns: XmlElement | None) -> int:
    """Return how many columns of the grid something takes."""
    return min(number(columns) or 0, _MOST_COLUMNS)
