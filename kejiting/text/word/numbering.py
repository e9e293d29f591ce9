"""Work out the numbers that Word prints before paragraphs and that stand nowhere in a file's text."""

from __future__ import annotations

import re
import unicodedata

from kejiting.text.lazy_re import lazy_re
from kejiting.text.list_numbers import as_printed
from kejiting.text.word.lists import ListLevel, Lists, NumberedList
from kejiting.text.word.styles import Styles
from kejiting.text.word.xml import below, number, value
from kejiting.text.xml_package import XmlElement

# %1 of 第%1条, %1 and %2 of %1.%2; not %0, 100%
_PLACE = lazy_re(r"%([1-9])")


class WordNumbering:
    """The lists of a document, and how far each has counted. Ask for labels once a paragraph, in the document's order."""

    def __init__(self, part: XmlElement | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = Lists(part, styles)
        self._by_style: dict[str | None, tuple[str | None, int, list[str]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, properties: XmlElement | None) -> str:
        """Count the paragraph with these `pPr` and return what Word prints before it, with the space that follows."""
        num_id, written, styles = self._reference(properties)
        numbered = self._lists.find(num_id) if num_id is not None else None
        if num_id is None or numbered is None:
            return ""
        linked = (at for style in styles for at, level in numbered.levels.items() if level.style == style)
        at = next(linked, written)
        level = numbered.levels.get(at)
        if level is None:
            return ""
        self._count(num_id, numbered, at)
        return "" if level.hidden else self._printed(numbered, at)

    def _reference(self, properties: XmlElement | None) -> tuple[str | None, int, list[str]]:
        """Return the list's id, the level as written, and the styles to which a level may be linked instead."""
        own = below(properties, "numPr")
        num_id, at = value(below(own, "numId")), number(below(own, "ilvl"))
        if num_id is not None:
            return num_id, at or 0, []
        inherited, inherited_level, names = self._of_style(value(below(properties, "pStyle")))
        return (inherited, inherited_level, names) if at is None else (inherited, at, [])

    def _of_style(self, style_id: str | None) -> tuple[str | None, int, list[str]]:
        if style_id not in self._by_style:
            styles = self._styles.chain(style_id)
            numberings = [found for style in styles if (found := below(style, "pPr", "numPr")) is not None]
            ids = (num for numbering in numberings if (num := value(below(numbering, "numId"))) is not None)
            levels = (level for numbering in numberings if (level := number(below(numbering, "ilvl"))) is not None)
            names = [name for style in styles if (name := value(style, "styleId"))]
            self._by_style[style_id] = next(ids, None), next(levels, 0), names
        return self._by_style[style_id]

    def _count(self, num_id: str, numbered: NumberedList, at: int) -> None:
        counts = self._counts.setdefault(numbered.counters, {})
        start = numbered.starts.get(at, numbered.levels[at].start)
        begins = at in numbered.starts and (num_id, at) not in self._begun
        counts[at] = start if begins or at not in counts else counts[at] + 1
        self._begun.add((num_id, at))
        for deeper in [deeper for deeper in counts if deeper > at]:
            level = numbered.levels.get(deeper)
            if level is None or at < level.restarts_after:
                del counts[deeper]

    def _printed(self, numbered: NumberedList, at: int) -> str:
        level = numbered.levels[at]
        counts = self._counts[numbered.counters]

        def place(match: re.Match[str]) -> str:
            which = int(match[1]) - 1
            shown = numbered.levels.get(which, ListLevel())
            count = counts.get(which, numbered.starts.get(which, shown.start))
            return as_printed(count, "decimal" if level.legal else shown.number_format)

        if level.number_format == "bullet":
            label = level.text if level.text and not level.pictures and _is_sign(level.text) else ""
        else:
            label = _PLACE.sub(place, level.text)
        return label + (" " if label and level.suffix != "nothing" and not _is_wide_mark(label[-1]) else "")


def _is_sign(text: str) -> bool:
    """Tell a bullet from a letter that only its font makes one, and from glyphs of nobody's."""
    return all(unicodedata.category(char)[0] in "PS" for char in text.strip())


def _is_wide_mark(char: str) -> bool:
    """、 and ） carry their own space."""
    return unicodedata.category(char)[0] == "P" and unicodedata.east_asian_width(char) in "WF"
