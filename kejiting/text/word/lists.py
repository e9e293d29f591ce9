"""Read the lists of a Word document: what its numbering part says of each level."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kejiting.text.lazy_re import lazy_re
from kejiting.text.word.styles import Styles
from kejiting.text.word.xml import below, is_on, number, value, w
from kejiting.text.xml_package import XmlElement

LEVELS = 9
# Fonts whose letters are pictures: the l of Wingdings is a dot
_PICTURES = lazy_re(r"wingdings|webdings|symbol|marlett", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list. `restarts_after`: the number of the level, from 1, after which it begins anew; 0 for never."""

    start: int = 0
    number_format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restarts_after: int = LEVELS
    legal: bool = False
    style: str | None = None
    hidden: bool = False
    pictures: bool = False


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list that paragraphs refer to: whose counters it uses, its levels, and where it begins anew by itself."""

    counters: str
    levels: dict[int, ListLevel]
    starts: dict[int, int]


class Lists:
    """The lists of a document by their ids."""

    def __init__(self, part: XmlElement | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = {} if part is None else _by_id(part, "abstractNum", "abstractNumId")
        self._nums = {} if part is None else _by_id(part, "num", "numId")
        self._lists: dict[str, NumberedList | None] = {}

    def find(self, num_id: str) -> NumberedList | None:
        """Return None where Word numbers nothing: `0`, and lists that are not there."""
        if num_id not in self._lists:
            self._lists[num_id] = self._read(num_id)
        return self._lists[num_id]

    def _read(self, num_id: str) -> NumberedList | None:
        num = self._nums.get(num_id)
        counters = value(below(num, "abstractNumId"))
        seen = {num_id}
        # A list may name a style of lists, whose own list holds the levels.
        while linked := value(below(self._abstract.get(counters or ""), "numStyleLink")):
            target = next(iter(self._styles.chain(linked)), None)
            next_id = value(below(target, "pPr", "numPr", "numId")) or ""
            if next_id in seen or next_id not in self._nums:
                break
            seen.add(next_id)
            counters = value(below(self._nums[next_id], "abstractNumId"))
        abstract = self._abstract.get(counters or "")
        if num is None or counters is None or abstract is None:
            return None
        levels = {
            at: _level(level) for level in abstract.findall(w("lvl")) if (at := number(level, "ilvl")) is not None
        }
        starts = {}
        for override in num.findall(w("lvlOverride")):
            at = number(override, "ilvl")
            own, start = below(override, "lvl"), number(below(override, "startOverride"))
            if at is not None and own is not None:
                levels[at] = _level(own)
            if at is not None and start is not None:
                starts[at] = start
        return NumberedList(counters, levels, starts)


def _by_id(part: XmlElement, name: str, attribute: str) -> dict[str, XmlElement]:
    return {value(element, attribute) or "": element for element in part.findall(w(name))}


def _level(level: XmlElement) -> ListLevel:
    # A format of newer versions stands beside the one that older versions are to use.
    formats = [value(found) for found in level.iter(w("numFmt")) if value(found) != "custom"]
    restart = number(below(level, "lvlRestart"))
    legal, hidden = below(level, "isLgl"), below(level, "rPr", "vanish")
    return ListLevel(
        start=number(below(level, "start")) or 0,
        number_format=(formats[-1] if formats else None) or "decimal",
        text=value(below(level, "lvlText")) or "",
        suffix=value(below(level, "suff")) or "tab",
        restarts_after=LEVELS if restart is None else restart,
        legal=legal is not None and is_on(legal),
        style=value(below(level, "pStyle")),
        hidden=hidden is not None and is_on(hidden),
        pictures=_is_pictures(below(level, "rPr", "rFonts")),
    )


def _is_pictures(fonts: XmlElement | None) -> bool:
    return fonts is not None and any(_PICTURES.search(str(font)) for font in fonts.attrib.values())
