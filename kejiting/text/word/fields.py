"""Follow the fields of a Word document, and make the words of those whose result Word does not store."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from kejiting.text.lazy_re import lazy_re
from kejiting.text.symbol_fonts import symbol
from kejiting.text.word.equations import equation
from kejiting.text.word.xml import below, is_on, number, value
from kejiting.text.xml_package import XmlElement

# Fields that print something which is nowhere in the file
_LOST = frozenset(
    ("autonum", "autonumlgl", "autonumout", "listnum", "includetext", "includepicture", "link", "ddeauto")
)
# LISTNUM, QUOTE"三", EQ\o\ac(○,1): no space is needed
_NAME = lazy_re(r"[A-Za-z]+")
# \* MERGEFORMAT, \* "Font:宋体"
_GENERAL = lazy_re(r"\\\*\s*(?:\"[^\"]*\"|\S+)")
# "三", “三”, 三; quotation marks of the other kind are words
_WORD = lazy_re(r"\"(?P<straight>[^\"]*)\"|“(?P<curly>[^“”]*)”|(?P<bare>\S+)")
_LONGEST_CODE = 2_000


@dataclass(slots=True)
class _Field:
    """An open field: the element that begins it, its code so far, and whether its result has begun and said anything."""

    begin: XmlElement
    code: str = ""
    in_result: bool = False
    says: bool = False


@dataclass(slots=True)
class Fields:
    """The fields that are open at this place, the outermost first."""

    open: list[_Field] = field(default_factory=list)

    def begin(self, element: XmlElement, code: str = "") -> None:
        """Open a field at `w:fldChar` or `w:fldSimple`."""
        self.open.append(_Field(element, code))

    def separate(self) -> None:
        if self.open:
            self.open[-1].in_result = True

    def end(self) -> list[str | XmlElement]:
        """Close the innermost field. Return what it shows beyond its stored result: words, or itself if they are lost."""
        ended = self.open.pop() if self.open else None
        if ended is None or ended.says:
            return []
        words = field_words(ended.code, below(ended.begin, "ffData"))
        if self.in_code:
            self.write_code(words or "")
            return []
        self.meet_result()
        return [ended.begin] if words is None else [words]

    def write_code(self, text: str) -> None:
        """Add to the code that is open here; a result inside a code is a part of it."""
        for one in reversed(self.open):
            if not one.in_result:
                one.code += text
                return

    def meet_result(self) -> None:
        for one in self.open:
            one.says = True

    @property
    def in_code(self) -> bool:
        return not all(one.in_result for one in self.open)

    def end_paragraph(self) -> None:
        """No code is longer than a paragraph: one that does not end must not swallow the letter."""
        for one in self.open:
            one.in_result = True


def field_words(code: str, form: XmlElement | None) -> str | None:
    """Return what a field without a stored result shows; "" for those that show nothing, None for what cannot be known.

    (`eq \\o\\ac(○,11)`) → ⑪, (`QUOTE "三"`) → 三, (`SYMBOL 254 \\f Wingdings`) → ☑; of a form (`w:ffData`) the entry that
    is chosen, ☑ or ☐, or the text that stands there before anybody writes.
    """
    code = _GENERAL.sub(" ", code[:_LONGEST_CODE]).strip()
    named = _NAME.match(code)
    name, rest = (named[0].lower(), code[named.end() :]) if named else ("", code)
    if form is not None and (filled := _filled(form)):
        return filled
    if name == "eq":
        return equation(rest)
    if name == "quote":
        return "".join(_words(rest))
    if name == "symbol":
        return _symbol(rest)
    return None if name in _LOST else ""


def _filled(form: XmlElement) -> str:
    entries, box, text = (below(form, kind) for kind in ("ddList", "checkBox", "textInput"))
    if entries is not None:
        chosen = _first(number(below(entries, "result")), number(below(entries, "default")))
        listed = [value(entry) or "" for entry in entries.iterchildren("{*}listEntry")]
        return listed[chosen] if 0 <= chosen < len(listed) else ""
    if box is not None:
        switches = [switch for kind in ("checked", "default") if (switch := below(box, kind)) is not None]
        return "☑" if switches and is_on(switches[0]) else "☐"
    return value(below(text, "default")) or ""


def _first(*numbers: int | None) -> int:
    return next((one for one in numbers if one is not None), 0)


def _words(rest: str) -> list[str]:
    return [match[match.lastgroup or 0] for match in _WORD.finditer(rest)]


def _symbol(rest: str) -> str:
    """`252 \\f "Wingdings"`, `0x2460 \\u`."""
    words = _words(rest)
    code = words[0].lower() if words else ""
    point = f"{int(code):x}" if code.isascii() and code.isdecimal() and len(code) < 8 else code.removeprefix("0x")
    font = next((font for switch, font in pairwise(words) if switch.lower() == "\\f"), "")
    return symbol("" if "\\u" in map(str.lower, words) else font, point)
