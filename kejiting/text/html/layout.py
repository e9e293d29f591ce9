"""Print the elements of a page as lines of text: blocks, tables, numbered lists, white space as a browser shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile

from lxml import etree
from lxml.html import HtmlElement

from kejiting.text.clean import strip_whitespace
from kejiting.text.fields import read_field
from kejiting.text.html.grid import Grid
from kejiting.text.html.lists import HtmlNumbering, numbering
from kejiting.text.lazy_re import lazy_re
from kejiting.text.marks import INDENT
from kejiting.text.tables import table_lines

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li",
    "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
))  # fmt: skip
_LONGEST_FIELD = 100
# text-indent: 2em, text-indent:32.0pt; not text-indent: 0
_INDENTED = lazy_re(r"text-indent\s*:\s*(?!(?:0++|0*+\.0++)[a-z%;\s]|0$)\.?\d", re.IGNORECASE)
# white-space: pre-wrap; not white-space: nowrap
_PRE = lazy_re(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_COLLAPSIBLE = lazy_re(r"[ \t\n\r\f]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


@dataclass(slots=True)
class _Sheet:
    """The lines of the page or of one cell; `marker`: the number of a list item that has no text yet."""

    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    marker: str = ""
    indented: bool = False

    def end_line(self) -> None:
        printed = "".join(self.line).translate(_INVISIBLE).strip(" ")
        text = " ".join(printed.strip().replace("\xa0", " ").split("\n"))
        self.line = []
        if text:
            shown = self.indented or len(printed) - len(printed.lstrip()) > 1
            self.lines.append((INDENT if shown and not self.marker else "") + self.marker + text)
            self.marker, self.indented = "", False

    def finished(self) -> list[str]:
        self.end_line()
        return self.lines


@dataclass(slots=True)
class _Layout:
    sheets: list[_Sheet] = field(default_factory=lambda: [_Sheet()])
    tables: list[Grid] = field(default_factory=list)
    lists: list[HtmlNumbering | None] = field(default_factory=list)
    pre: int = 0

    def open(self, element: HtmlElement) -> None:
        tag, style = element.tag, element.get("style", "")
        sheet = self.sheets[-1]
        if tag in _BLOCKS:
            sheet.end_line()
            sheet.indented = _INDENTED.search(style) is not None
        if tag == "table":
            self.tables.append(Grid())
        elif tag == "tr" and self.tables:
            self.tables[-1].open_row()
        elif tag in ("td", "th"):
            self.sheets.append(_Sheet())
        elif tag in ("ol", "ul"):
            self.lists.append(numbering(element) if tag == "ol" else None)
        elif tag == "li":
            counting = self.lists[-1] if self.lists else None
            sheet.marker = counting.next_marker(element) if counting else ""
        self.pre += _is_pre(element)
        self.write(element.text)

    def close(self, element: HtmlElement) -> None:
        tag = element.tag
        self.pre -= _is_pre(element)
        if tag in ("td", "th") and len(self.sheets) > 1:
            self._close_cell(element)
        elif tag == "table" and self.tables:
            self.sheets[-1].lines.extend(table_lines(self.tables.pop().rows))
        elif tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        elif tag not in _BLOCKS and _is_field(element):
            # <span>索引号</span><span>1122</span>: the style sheet keeps them apart
            self.sheets[-1].line.append("\t")
        if tag in _BLOCKS:
            self.sheets[-1].end_line()

    def write(self, text: str | None) -> None:
        if not text:
            return
        if not self.pre:
            self.sheets[-1].line.append(_COLLAPSIBLE.sub(" ", text))
            return
        first, *rest = text.split("\n")
        self.sheets[-1].line.append(first.replace(" ", "\xa0"))
        for line in rest:
            self.sheets[-1].end_line()
            self.sheets[-1].line.append(line.replace(" ", "\xa0"))

    def _close_cell(self, element: HtmlElement) -> None:
        lines = self.sheets.pop().finished()
        if self.tables and self.tables[-1].rows:
            self.tables[-1].add_cell(element, lines)
        else:
            self.sheets[-1].lines.extend(lines)


def printed_lines(root: HtmlElement, until: HtmlElement | None = None) -> list[str]:
    """Return the lines that a browser shows of the element, or of the part of it that stands before `until`.

    A line that a browser indents begins with two wide spaces. The cells of a row are parted by tabs; a cell with the
    name of a field and its value are `标签：值` on a line of their own.
    """
    layout = _Layout()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if until is not None and element is until:
            for open_one in takewhile(lambda one: one is not root, until.iterancestors()):
                layout.close(open_one)
            break
        if event == "start":
            layout.open(element)
        else:
            layout.close(element)
            if element is not root:
                layout.write(element.tail)
    return layout.sheets[0].finished()


def _is_field(element: HtmlElement) -> bool:
    """Tell `索引号` or `文号：吉科函〔2025〕8号` in an element of its own; a colon that ends it or follows parts enough."""
    said, after = strip_whitespace(element.text or ""), strip_whitespace(element.tail or "")
    parted = said.endswith(("：", ":")) or after.startswith(("：", ":"))
    return len(element) == 0 and not parted and len(said) <= _LONGEST_FIELD and read_field(said)[0] is not None


def _is_pre(element: HtmlElement) -> bool:
    return element.tag == "pre" or _PRE.search(element.get("style", "")) is not None
