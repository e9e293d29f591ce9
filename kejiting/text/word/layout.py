"""How a Word document is laid out: its page, and the font and size of each paragraph's text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from kejiting.text.word.package import WordPackage
from kejiting.text.word.shown import shown
from kejiting.text.word.styles import Styles
from kejiting.text.word.xml import below, local_name, number, value, w
from kejiting.text.xml_package import XmlElement

_Said = TypeVar("_Said")


@dataclass(frozen=True, slots=True)
class WordPage:
    """Of the first section, in twentieths of a point; None is not said. `pitch`: the distance of lines in the grid."""

    width: int | None
    height: int | None
    top: int | None
    bottom: int | None
    left: int | None
    right: int | None
    pitch: int | None


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """`font`: of Chinese characters; `size` in half points; `line`: exact height in twentieths. None is not said."""

    text: str
    font: str | None
    size: int | None
    line: int | None


@dataclass(frozen=True, slots=True)
class WordLayout:
    page: WordPage | None
    paragraphs: tuple[WordParagraph, ...]


def read_layout(data: bytes) -> WordLayout:
    """Raises UnreadableFile."""
    package = WordPackage(data)
    part = package.main()
    styles_part = package.beside(part, "styles")
    styles = Styles(styles_part)
    defaults = below(styles_part, "docDefaults", "rPrDefault", "rPr")
    body = below(part.document, "body")
    sections = [] if body is None else list(body.iter(w("sectPr")))
    paragraphs = () if body is None else tuple(_paragraph(p, styles, defaults) for p in shown(body, "p"))
    return WordLayout(_page(sections[0]) if sections else None, paragraphs)


def _page(section: XmlElement) -> WordPage:
    size, margins, grid = (below(section, name) for name in ("pgSz", "pgMar", "docGrid"))
    return WordPage(
        number(size, "w"),
        number(size, "h"),
        number(margins, "top"),
        number(margins, "bottom"),
        number(margins, "left"),
        number(margins, "right"),
        number(grid, "linePitch") if value(grid, "type") in ("lines", "linesAndChars", "snapToChars") else None,
    )


def _paragraph(paragraph: XmlElement, styles: Styles, defaults: XmlElement | None) -> WordParagraph:
    """The font and size of most of its characters."""
    properties = below(paragraph, "pPr")
    named = list(_chain(styles, value(below(properties, "pStyle"))))
    fonts: Counter[str | None] = Counter()
    sizes: Counter[int | None] = Counter()
    words = ""
    for run in shown(paragraph, "r"):
        text = "".join(child.text or "" for child in run if local_name(child) == "t")
        own = below(run, "rPr")
        sources = [own, *_chain(styles, value(below(own, "rStyle"))), *named, defaults]
        fonts[_first(value(below(source, "rFonts"), "eastAsia") for source in sources)] += len(text)
        sizes[_first(number(below(source, "sz")) for source in sources)] += len(text)
        words += text
    spacing = next((one for one in (below(properties, "spacing"),) if value(one, "lineRule") == "exact"), None)
    return WordParagraph(words, _most(fonts), _most(sizes), number(spacing, "line"))


def _chain(styles: Styles, style: str | None) -> Iterator[XmlElement | None]:
    return (below(element, "rPr") for element in styles.chain(style))


def _first(values: Iterator[_Said | None]) -> _Said | None:
    return next((one for one in values if one is not None), None)


def _most(counts: Counter[_Said]) -> _Said | None:
    return counts.most_common(1)[0][0] if counts else None
