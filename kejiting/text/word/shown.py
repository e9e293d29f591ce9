"""Find what is shown of a Word document: paragraphs, runs and cells out of all that may be wrapped around them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from kejiting.text.word.xml import local_name

_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WRAPPERS = frozenset({
    "AlternateContent", "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir",
    "bdo", "rubyBase",
})  # fmt: skip
# What newer programs draw; every other choice has its fall-back.
_UNDERSTOOD = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/")


def shown(container: _Element, *names: str) -> Iterator[_Element]:
    """Yield the elements of these names in the order of reading; of deletions and notes there are none."""
    for child in _branch(container):
        if local_name(child) in names:
            yield child
        elif local_name(child) in _WRAPPERS or child.tag.startswith(_MATHS):
            yield from shown(child, *names)


def text_boxes(drawing: _Element) -> Iterator[_Element]:
    """Yield the contents of the boxes of a drawing, however deep they stand in it."""
    for child in _branch(drawing):
        if local_name(child) == "txbxContent":
            yield child
        else:
            yield from text_boxes(child)


def _branch(container: _Element) -> _Element:
    """Return the one branch of `mc:AlternateContent` that is shown; every other element as it is."""
    if local_name(container) != "AlternateContent":
        return container
    choices = [child for child in container if local_name(child) == "Choice"]
    fallbacks = [child for child in container if local_name(child) == "Fallback"]
    return next(iter((*filter(_is_understood, choices), *fallbacks, *choices)), container)


def _is_understood(choice: _Element) -> bool:
    needs = (choice.get("Requires") or "").split()
    return all((choice.nsmap.get(prefix) or "").startswith(_UNDERSTOOD) for prefix in needs)
