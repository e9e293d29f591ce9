"""The quotations of a document that came back from its drafter."""

from __future__ import annotations

import zipfile

from lxml.etree import _Element

from kejiting.official_document.writer import BOOKMARK
from kejiting.text.unreadable import UnreadableFile
from kejiting.text.word.xml import local_name, value
from kejiting.text.xml_package import XmlPackage

_DOCUMENT = "word/document.xml"
_DAMAGED, _TOO_LARGE = "这个 Word 文件已损坏，打不开。", "这个 Word 文件展开后太大，读不了。"
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_quotations(data: bytes) -> dict[str, str]:
    """Return each quotation's key and the words that stand at its place now, with what was inserted, without what was deleted.

    One whose place is gone is not there. `data` is a DOCX; raises `UnreadableFile` where it cannot be opened.
    """
    try:
        body = XmlPackage(data, _DAMAGED, _TOO_LARGE).xml(_DOCUMENT)
    except zipfile.BadZipFile as error:
        raise UnreadableFile(_DAMAGED) from error
    open_keys: dict[str, str] = {}
    words: dict[str, list[str]] = {}
    for element in body.iter():
        match local_name(element):
            case "bookmarkStart" if (value(element, "name") or "").startswith(BOOKMARK):
                key = (value(element, "name") or "").removeprefix(BOOKMARK)
                open_keys[value(element, "id") or ""] = key
                words.setdefault(key, [])
            case "bookmarkEnd":
                open_keys.pop(value(element, "id") or "", None)
            case "p":
                _write("\n", open_keys, words)
            case "t":
                _write(element.text or "", open_keys, words)
            case name if name in _CHARACTERS and _is_in_run(element):
                _write(_CHARACTERS[name], open_keys, words)
    return {key: "".join(pieces) for key, pieces in words.items()}


def _write(text: str, open_keys: dict[str, str], words: dict[str, list[str]]) -> None:
    for key in open_keys.values():
        words[key].append(text)


def _is_in_run(element: _Element) -> bool:
    parent = element.getparent()
    return parent is not None and local_name(parent) == "r"
