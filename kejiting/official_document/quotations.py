"""The paragraphs of a document that came back from its drafter, and its quotations in them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from kejiting.official_document.writer import BOOKMARK
from kejiting.text.unreadable import UnreadableFile
from kejiting.text.word.xml import below, local_name, value
from kejiting.text.xml_package import XmlPackage

_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"
_DAMAGED, _TOO_LARGE = "这个 Word 文件已损坏，打不开。", "这个 Word 文件展开后太大，读不了。"
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_MOST_PARAGRAPHS = 20_000


@dataclass(slots=True)
class EditedParagraph:
    """`pieces` are words in order, each with the key of the quotation it stands in, None for words of the drafter.

    `style` is the name of its style, "" where it has none.
    """

    style: str
    pieces: list[tuple[str, str | None]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(words for words, _ in self.pieces)

    def write(self, words: str, key: str | None) -> None:
        if self.pieces and self.pieces[-1][1] == key:
            words = self.pieces.pop()[0] + words
        self.pieces.append((words, key))


def read_quotations(data: bytes) -> dict[str, str]:
    """Return each quotation's key and the words that stand at its place now, without what was deleted.

    One whose place is gone is not there. `data` is a DOCX; raises `UnreadableFile` where it cannot be opened.
    """
    words: dict[str, str] = {}
    for paragraph in read_paragraphs(data):
        for text, key in paragraph.pieces:
            if key is not None:
                words[key] = f"{words[key]}{text}" if key in words else text
    return words


def read_paragraphs(data: bytes) -> list[EditedParagraph]:
    """Return the paragraphs of the body in order, with what was inserted and without what was deleted.

    Raises `UnreadableFile`, whose sentence is for people.
    """
    try:
        package = XmlPackage(data, _DAMAGED, _TOO_LARGE)
        body = package.xml(_DOCUMENT)
        styles = _style_names(package.xml(_STYLES)) if _STYLES in package else {}
    except zipfile.BadZipFile as error:
        raise UnreadableFile(_DAMAGED) from error
    return list(_paragraphs(body, styles))[:_MOST_PARAGRAPHS]


def _style_names(root: _Element) -> dict[str, str]:
    return {
        value(style, "styleId") or "": value(below(style, "name")) or ""
        for style in root
        if local_name(style) == "style"
    }


def _paragraphs(body: _Element, styles: dict[str, str]) -> Iterator[EditedParagraph]:
    open_keys: dict[str, str] = {}
    paragraph = EditedParagraph("")
    for element in body.iter():
        match local_name(element):
            case "p":
                if paragraph.pieces:
                    yield paragraph
                style = value(below(element, "pPr", "pStyle")) or ""
                paragraph = EditedParagraph(styles.get(style, style))
            case "bookmarkStart" if (value(element, "name") or "").startswith(BOOKMARK):
                key = (value(element, "name") or "").removeprefix(BOOKMARK)
                open_keys[value(element, "id") or ""] = key
                paragraph.write("", key)
            case "bookmarkEnd":
                open_keys.pop(value(element, "id") or "", None)
            case "t":
                paragraph.write(element.text or "", next(reversed(open_keys.values()), None))
            case name if name in _CHARACTERS and _is_in_run(element):
                paragraph.write(_CHARACTERS[name], next(reversed(open_keys.values()), None))
    if paragraph.pieces:
        yield paragraph


def _is_in_run(element: _Element) -> bool:
    parent = element.getparent()
    return parent is not None and local_name(parent) == "r"
