"""What a Word paragraph inherits: its own properties first, then those of its style and of the styles that one is based on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from kejiting.text.word.xml import below, is_on, value, w, whole_number
from kejiting.text.xml_package import XmlElement

_DEFAULT = ""
_ALIGNED_IN = frozenset({"center", "right", "end"})


class Styles:
    """The styles of a document by their ids; `""` stands for the default style of paragraphs."""

    def __init__(self, part: XmlElement | None) -> None:
        self._styles: dict[str, XmlElement] = {}
        self._chains: dict[str, tuple[XmlElement, ...]] = {}
        self._places: dict[str | None, dict[str, str]] = {}
        self._hiding: dict[str | None, bool | None] = {}
        for style in () if part is None else part.findall(w("style")):
            self._styles.setdefault(value(style, "styleId") or _DEFAULT, style)
            if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on"):
                self._styles[_DEFAULT] = style

    def chain(self, style_id: str | None) -> tuple[XmlElement, ...]:
        """Return the style, the one it is based on, and so on; styles based on one another in a ring end there."""
        start = style_id if style_id in self._styles else _DEFAULT
        if start not in self._chains:
            self._chains[start] = tuple(self._follow(start))
        return self._chains[start]

    def _follow(self, style_id: str | None) -> Iterator[XmlElement]:
        seen = set()
        while style_id is not None and style_id not in seen and (style := self._styles.get(style_id)) is not None:
            seen.add(style_id)
            yield style
            style_id = value(below(style, "basedOn"))

    def is_set_in(self, properties: XmlElement | None) -> bool:
        """Tell whether the first line of a paragraph begins to the right of the margin."""
        place = self._place_of_style(value(below(properties, "pStyle"))) | _place(properties)
        return bool(place) and _is_set_in(tuple(place.items()))

    def is_hidden(self, run_properties: XmlElement | None, properties: XmlElement | None) -> bool:
        """Tell hidden text: by the run itself, its character style, the paragraph's style; the nearest word counts."""
        own = below(run_properties, "vanish")
        if own is not None:
            return is_on(own)
        named = value(below(run_properties, "rStyle"))
        hidden = self._style_hides(named) if named in self._styles else None
        return bool(self._style_hides(value(below(properties, "pStyle"))) if hidden is None else hidden)

    def _place_of_style(self, style_id: str | None) -> dict[str, str]:
        if style_id not in self._places:
            chain = reversed(self.chain(style_id))
            self._places[style_id] = {key: said for style in chain for key, said in _place(below(style, "pPr")).items()}
        return self._places[style_id]

    def _style_hides(self, style_id: str | None) -> bool | None:
        """None: the style does not say."""
        if style_id not in self._hiding:
            chain = (below(style, "rPr", "vanish") for style in self.chain(style_id))
            self._hiding[style_id] = next((is_on(switch) for switch in chain if switch is not None), None)
        return self._hiding[style_id]


def _place(properties: XmlElement | None) -> dict[str, str]:
    """Return what is said of where a paragraph's lines begin: indents and alignment, by the names of Word."""
    indent, aligned = below(properties, "ind"), value(below(properties, "jc"))
    said = {} if indent is None else {str(name): str(amount) for name, amount in indent.attrib.items()}
    return said if aligned is None else said | {w("jc"): aligned}


@lru_cache(maxsize=256)
def _is_set_in(said: tuple[tuple[str, str], ...]) -> bool:
    """A letter says the same of most of its paragraphs."""
    place = dict(said)
    if place.get(w("jc")) in _ALIGNED_IN:
        return True
    return any(
        _amount(place, f"left{unit}", f"start{unit}") + _amount(place, f"firstLine{unit}")
        > _amount(place, f"hanging{unit}")
        for unit in ("Chars", "")
    )


def _amount(place: Mapping[str, str], *attributes: str) -> int:
    found = (whole_number(place.get(w(name))) for name in attributes)
    return next((amount for amount in found if amount is not None), 0)
