"""Names of WordprocessingML, and how its elements and switches are looked up."""

from __future__ import annotations

from functools import cache

from kejiting.text.xml_package import XmlElement

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFF = frozenset({"0", "false", "off"})


@cache
def w(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def local_name(element: XmlElement) -> str:
    """Return the name without its namespace; comments and processing instructions have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def below(element: XmlElement | None, *names: str) -> XmlElement | None:
    """Follow a path of children, the first of each name: `below(paragraph, "pPr", "rPr", "del")`."""
    for name in names:
        if element is None:
            return None
        element = element.find(w(name))
    return element


def value(element: XmlElement | None, attribute: str = "val") -> str | None:
    return None if element is None else element.get(w(attribute))


def number(element: XmlElement | None, attribute: str = "val") -> int | None:
    return whole_number(value(element, attribute))


def whole_number(written: str | None) -> int | None:
    """Return a whole number as Word writes it; None also for what is none or longer than Word's own."""
    digits = (written or "").strip().removeprefix("-")
    return int(written or "") if digits.isascii() and digits.isdecimal() and len(digits) < 11 else None


def is_on(switch: XmlElement) -> bool:
    """`<w:vanish/>` and `<w:vanish w:val="1"/>`, not `<w:vanish w:val="0"/>`."""
    return value(switch) not in _OFF
