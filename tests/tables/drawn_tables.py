"""Marked tables, drawn as letters come in: Word, page, PDF, pasted with tabs or bars."""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from docx import Document
from reportlab.lib import colors
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from kejiting.ingest.reading import read_letter
from measures.extraction.figures import ParsedFigure, letter_figures, words_of
from proposals.parsing import ParsedLetter
from tests.text.made_pdfs import FONT

HERE = Path(__file__).parent
TUNED, HELD_OUT = HERE / "tables.txt", HERE / "tables_held_out.txt"
LEFT, ABOVE = "<", "^"
_BEFORE = (
    "对省政协十三届三次会议第157号委员提案的答复",
    "吉科发成〔2025〕84号",
    "王洪福委员：",
    "您提出的《关于推动科技成果转化的建议》收悉，现答复如下：",
    "一、关于“建立技术转移机构”的建议",
    "近年来，我厅积极推动成果转化。",
)
_BEHIND = ("感谢您对我省科技工作的关心和支持！", "吉林省科学技术厅", "2025年6月18日")


@dataclass(frozen=True)
class Label:
    """A figure as marked; `words` stand in what it counts, `period` is None where the table says none."""

    printed: str
    value: Decimal
    unit: str
    words: tuple[str, ...]
    period: str | None

    def fits(self, figure: ParsedFigure, text: str) -> bool:
        counted = words_of(text, figure.indicator) or ""
        period = words_of(text, (figure.period,)) if figure.period else None
        return (
            (figure.text, figure.low, figure.unit, period) == (self.printed, self.value, self.unit, self.period)
            and all(word in counted for word in self.words)
        )  # fmt: skip


@dataclass(frozen=True)
class MarkedTable:
    name: str
    above: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    labels: tuple[Label, ...]


def read_tables(path: Path) -> Iterator[MarkedTable]:
    for block in path.read_text(encoding="utf-8").split("\n=== ")[1:]:
        (name, *lines) = filter(None, block.splitlines())
        cut = lines.index("---")
        above = tuple(line[2:] for line in lines[:cut] if line.startswith(">"))
        rows = tuple(_cells(line) for line in lines[:cut] if not line.startswith(">"))
        yield MarkedTable(name, above, rows, tuple(_label(*_cells(line)) for line in lines[cut + 1 :]))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.split("|"))


def _label(printed: str, amount: str, words: str, period: str) -> Label:
    value, unit = amount.split()
    return Label(printed, Decimal(value), unit, tuple(words.split()), None if period == "-" else period)


def as_docx(table: MarkedTable) -> bytes:
    document = Document()
    for line in (*_BEFORE, *table.above):
        document.add_paragraph(line)
    grid = document.add_table(len(table.rows), len(table.rows[0]))
    for i, row in enumerate(table.rows):
        for j, words in enumerate(row):
            if words == LEFT:
                grid.cell(i, j - 1).merge(grid.cell(i, j))
            elif words == ABOVE:
                grid.cell(i - 1, j).merge(grid.cell(i, j))
            else:
                grid.cell(i, j).text = words
    for line in _BEHIND:
        document.add_paragraph(line)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def as_html(table: MarkedTable) -> bytes:
    rows = "".join(f"<tr>{''.join(_html_cells(table.rows, i))}</tr>" for i in range(len(table.rows)))
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in (*_BEFORE, *table.above))
    below = "".join(f"<p>{html.escape(line)}</p>" for line in _BEHIND)
    page = (
        f"<html><head><meta charset='utf-8'></head><body><div>{lines}<table>{rows}</table>{below}</div></body></html>"
    )
    return page.encode()


def _html_cells(rows: tuple[tuple[str, ...], ...], i: int) -> Iterator[str]:
    for j, words in enumerate(rows[i]):
        if words in (LEFT, ABOVE):
            continue
        across, down = 1, 1
        while j + across < len(rows[i]) and rows[i][j + across] == LEFT:
            across += 1
        while i + down < len(rows) and rows[i + down][j] == ABOVE:
            down += 1
        yield f'<td colspan="{across}" rowspan="{down}">{html.escape(words)}</td>'


def as_tabs(table: MarkedTable) -> bytes:
    return _as_text(table, ("\t".join(row) for row in _bare(table)))


def as_bars(table: MarkedTable) -> bytes:
    return _as_text(table, (f"|{'|'.join(row)}|" for row in _bare(table)))


def _bare(table: MarkedTable) -> Iterator[tuple[str, ...]]:
    for row in table.rows:
        yield tuple("" if words in (LEFT, ABOVE) else words for words in row)


def _as_text(table: MarkedTable, rows: Iterator[str]) -> bytes:
    return "\n".join((*_BEFORE, *table.above, *rows, *_BEHIND)).encode()


def as_pdf(table: MarkedTable) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(595, 842))
    top = _lines(canvas, (*_BEFORE, *table.above), 800)
    spans = [("SPAN", *_first(table.rows, i, j), (j, i)) for i, j in _merged(table.rows)]
    style = [("FONT", (0, 0), (-1, -1), FONT, 10), ("GRID", (0, 0), (-1, -1), 0.5, colors.black), *spans]
    drawn = Table([list(row) for row in _bare(table)], style=style)
    _, height = drawn.wrapOn(canvas, 450, 600)
    drawn.drawOn(canvas, 70, top - height)
    _lines(canvas, _BEHIND, top - height - 30)
    canvas.save()
    return data.getvalue()


def _merged(rows: tuple[tuple[str, ...], ...]) -> Iterator[tuple[int, int]]:
    for i, row in enumerate(rows):
        for j, words in enumerate(row):
            last_across = j + 1 == len(row) or row[j + 1] != LEFT
            last_down = i + 1 == len(rows) or rows[i + 1][j] != ABOVE
            if (words == LEFT and last_across) or (words == ABOVE and last_down):
                yield i, j


def _first(rows: tuple[tuple[str, ...], ...], i: int, j: int) -> tuple[tuple[int, int]]:
    while rows[i][j] in (LEFT, ABOVE):
        i, j = (i, j - 1) if rows[i][j] == LEFT else (i - 1, j)
    return ((j, i),)


def _lines(canvas: Canvas, lines: tuple[str, ...], top: float) -> float:
    canvas.setFont(FONT, 12)
    for line in lines:
        canvas.drawString(70, top, line)
        top -= 22
    return top


FORMS: dict[str, Callable[[MarkedTable], bytes]] = {
    "docx": as_docx,
    "html": as_html,
    "pdf": as_pdf,
    "tabs.txt": as_tabs,
    "bars.txt": as_bars,
}


def letter_of(table: MarkedTable, form: str) -> ParsedLetter:
    return read_letter(f"table.{form}", FORMS[form](table)).parsed


def misses(table: MarkedTable, letter: ParsedLetter) -> list[str]:
    """What is marked and not found so, and what is found and not marked."""
    figures, missed = list(letter_figures(letter)), list[str]()
    for label in table.labels:
        found = next((figure for figure in figures if label.fits(figure, letter.text)), None)
        if found:
            figures.remove(found)
        else:
            missed.append(f"no {label.printed} {label.unit} {'·'.join(label.words)} {label.period}")
    return missed + [
        f"but {figure.text} {figure.low} {figure.unit} {words_of(letter.text, figure.indicator)} "
        f"{words_of(letter.text, (figure.period,) if figure.period else ())}"
        for figure in figures
    ]
