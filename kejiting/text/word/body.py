"""Walk the body of a Word document: its paragraphs, tables and text boxes, in the order in which people read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from lxml.etree import _Element

from kejiting.text.tables import table_lines
from kejiting.text.word.numbering import Numbering
from kejiting.text.word.runs import Fields, Written, branch, read_runs
from kejiting.text.word.styles import Styles
from kejiting.text.word.xml import below, is_on, local_name, value

INDENT = "　　"
# What only wraps paragraphs, rows or cells
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph as it is shown, which may be several of the file's: its text, the boxes tied to it, its `pPr`."""

    written: Written
    properties: _Element | None

    def then(self, following: _Paragraph) -> _Paragraph:
        """Join the paragraph after a mark that is gone; a paragraph without text leaves its properties behind."""
        kept = self if self.written.text else following
        return replace(kept, written=self.written + following.written)


class Body:
    """Reads one document once: fields and lists go on from paragraph to paragraph."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._fields = Fields()

    def lines(self, container: _Element) -> Iterator[str]:
        """Yield paragraphs and rows; what is set in begins with two ideographic spaces, a `\\n` is a line break."""
        held: _Paragraph | None = None
        for element in _blocks(container):
            if local_name(element) == "p":
                own = _Paragraph(read_runs(element, self._styles, self._fields), below(element, "pPr"))
                held = held.then(own) if held else own
                if not _has_no_mark(element):
                    yield from self._shown(held)
                    held = None
            else:
                yield from self._shown(held) if held else ()
                held = None
                yield from self._table(element)
        yield from self._shown(held) if held else ()

    def _shown(self, paragraph: _Paragraph) -> Iterator[str]:
        label = self._numbering.label(paragraph.properties)
        set_in = label or self._styles.is_set_in(paragraph.properties)
        text = label + paragraph.written.text
        yield INDENT + text if set_in and text.strip() else text
        for box in paragraph.written.boxes:
            yield from self.lines(box)

    def _table(self, table: _Element) -> Iterator[str]:
        rows = (row for row in _parts(table, "tr") if below(row, "trPr", "del") is None)
        yield from table_lines(
            [[self._cell(cell) for cell in _parts(row, "tc") if not _is_covered(cell)] for row in rows]
        )

    def _cell(self, cell: _Element) -> list[str]:
        return [line for text in self.lines(cell) for line in text.split("\n") if line.strip()]


def _blocks(container: _Element) -> Iterator[_Element]:
    yield from _unwrapped(container, lambda name: name in {"p", "tbl"})


def _parts(container: _Element, wanted: str) -> Iterator[_Element]:
    yield from _unwrapped(container, lambda name: name == wanted)


def _unwrapped(container: _Element, is_wanted: Callable[[str], bool]) -> Iterator[_Element]:
    for child in container:
        name = local_name(child)
        if is_wanted(name):
            yield child
        elif name == "AlternateContent":
            yield from _unwrapped(branch(child), is_wanted)
        elif name in _WRAPPERS:
            yield from _unwrapped(child, is_wanted)


def _has_no_mark(paragraph: _Element) -> bool:
    """Tell a paragraph whose end was deleted, moved away or hidden: it goes on with the next one."""
    mark = below(paragraph, "pPr", "rPr")
    if below(mark, "del") is not None or below(mark, "moveFrom") is not None:
        return True
    hidden = below(mark, "vanish")
    return hidden is not None and is_on(hidden)


def _is_covered(cell: _Element) -> bool:
    """Tell a cell that another one was merged over, or whose deletion was tracked."""
    properties = below(cell, "tcPr")
    merges = (below(properties, "vMerge"), below(properties, "hMerge"))
    covered = any(merge is not None and value(merge) != "restart" for merge in merges)
    return covered or below(properties, "cellDel") is not None
