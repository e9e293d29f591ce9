"""A text as rules read it: without what nobody sees, and with one form for characters that look alike.

The canonical text stays as it is, code point by code point. Rules read the view, and every span that they find there
leads back to a span of the text. An undisturbed text is its own view.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kejiting.text.lazy_re import lazy_re
from kejiting.text.radicals import ideograph
from kejiting.text.simplified import to_simplified
from kejiting.text.spans import PlacedText, Span

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
"""Chinese characters, for use inside the brackets of a pattern: those of names, too, that stand outside the first block."""

# Default_Ignorable_Code_Point of the Unicode Character Database 15, without what the category Cf tells anyway
_IGNORED = lazy_re(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
# What printers and pasted texts put for one mark; beside a Chinese colon and a hyphen nothing else is meant by them
_LOOK_ALIKES = {
    **dict.fromkeys("∶﹕︰︓꞉", "："),
    **dict.fromkeys("‐‑‒−⁃﹣－", "-"),
    **dict.fromkeys("〜∼˜", "～"),
    **dict(zip("﹐﹑﹔﹖﹗﹙﹚", "，、；？！（）", strict=True)),
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f", " "),
}
# 乾安县 is no 干安县, in simplified texts as in others
_IN_PLACE_NAMES = "乾"
_ENCLOSED = lazy_re(r"[（(]([^（(]+)[）)]")
DOTS = "·•・‧･∙⋅᛫⸱"
"""What stands between the parts of a name: 買買提•吐尔逊; the first is the form of all. A bullet of a list is one, too."""
_DOT = f"[{DOTS}]"
_DOT_IN_NAME = lazy_re(rf"{_DOT}(?<=[{HAN}].)(?=[{HAN}])")
# 1·5亿元
_DOT_IN_NUMBER = lazy_re(rf"{_DOT}(?<=[0-9].)(?=[0-9])")
# Letters O, Latin, Cyrillic and Greek, that typists take for zeros
_O = "OoОоΟο"
_ZEROS = f"○◯零0{_O}"
_DIGITS = "一二三四五六七八九〇"
# 二 ○ 二 五 年, 二〇二零年, 二0二五, 二ОО五; not 一零 (it may go on), 三00
_CHINESE_DIGITS = lazy_re(
    rf"[{_DIGITS[:-1]}](?<![{_DIGITS}○◯].)(?:(?:\s?[{_DIGITS}{_ZEROS}]){{3}}(?=\s?年)|[{_DIGITS}{_ZEROS}]+(?:(?<=[{_DIGITS}])|\Z))",
    re.DOTALL,
)
_CHINESE_ZERO = str.maketrans(dict.fromkeys(_ZEROS, "〇"))
# 2O25年
_YEAR = lazy_re(rf"[12](?<![0-9A-Za-z].)[0-9{_O}]{{3}}(?=\s?年)", re.DOTALL)
_ZERO = str.maketrans(dict.fromkeys(_O, "0"))
# Without one of these a text is read the same in any context
_IN_CONTEXT = lazy_re(rf"[{DOTS}{_ZEROS}](?:(?<!0)|(?<=[{_DIGITS}]0)|(?<=[{_DIGITS}]\s0))")


class _Forms(dict[int, str]):
    """What each character is read as, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        form = self[code] = "".join(
            char if char in _IN_PLACE_NAMES else to_simplified(char) for char in plain_form(chr(code))
        )
        return form


def plain_form(char: str) -> str:
    """Return the form of a character that means the same: "" for what nobody sees, several for a number in brackets."""
    category = unicodedata.category(char)
    if category == "Cf" or _IGNORED.match(char) or (category == "Cc" and not char.isspace()):
        return ""
    if char in _LOOK_ALIKES:
        return _LOOK_ALIKES[char]
    plain = unicodedata.normalize("NFKC", char)
    if "\u3220" <= char <= "\u3229" or "\u2474" <= char <= "\u2487":  # ㈠, ⑴; the plain form has narrow brackets
        return _ENCLOSED.sub(r"（\1）", plain)
    if "\u2488" <= char <= "\u249b":  # ⒈; 1.2025 must not come of ⒈2025
        return plain.replace(".", "、")
    if plain.isascii() and plain.isalnum() and len(plain) == 1 and unicodedata.east_asian_width(char) in "FH":
        return plain
    return ideograph(char)


class _Seen(dict[int, str]):
    """What each character is seen as: nothing, or itself but for radicals."""

    def __missing__(self, code: int) -> str:
        form = self[code] = ideograph(chr(code)) if _FORMS[code] else ""
        return form


_FORMS = _Forms()
_SEEN = _Seen()


@dataclass(frozen=True)
class ReadingView:
    """`text` is what rules read; its character i comes from the character `offsets[i]` of `source`."""

    source: str
    text: str
    offsets: Sequence[int]

    def in_source(self, span: Span) -> Span:
        """Return where that stands in the source; an empty span stays empty."""
        if span.start == span.end:
            at = self.offsets[span.start] if span.start < len(self.offsets) else len(self.source)
            return Span(at, at)
        return Span(self.offsets[span.start], self.offsets[span.end - 1] + 1)

    def from_source(self, span: Span) -> Span:
        """Return where that stands in the view; what is invisible at its ends is left out."""
        return Span(bisect_left(self.offsets, span.start), bisect_left(self.offsets, span.end))

    def as_printed(self, span: Span) -> str:
        """Return the words of the source as they are seen: without white space and what is invisible."""
        return as_seen(self.in_source(span).of(self.source))

    def printed(self, words: str) -> str:
        """Return placed words as they are seen in the source, with a space where they have white space."""
        if not isinstance(words, PlacedText):
            return words
        pieces = self.in_source(words.span).of(self.source).split()
        return (" " if len(words.split()) > 1 else "").join(map(as_seen, pieces))

    def placed(self, words: PlacedText) -> PlacedText:
        """Return placed words of the view with their place in the source."""
        return PlacedText(words, self.in_source(words.span))

    def part(self, start: int, end: int | None = None) -> ReadingView:
        """Return some of it, from and up to a place in its text, still with the places in the source."""
        return ReadingView(self.source, self.text[start:end], self.offsets[start:end])

    def joined(self, other: ReadingView) -> ReadingView:
        """Return it with another part of the same source behind it."""
        return ReadingView(self.source, self.text + other.text, [*self.offsets, *other.offsets])

    @property
    def words(self) -> PlacedText:
        """Its text with its place in the source."""
        return self.placed(PlacedText(self.text, Span(0, len(self.text))))

    @cached_property
    def is_source(self) -> bool:
        return self.text == self.source


# Each of a letter's passages asks for the view of the letter
@lru_cache(maxsize=4)
def reading_view(text: str) -> ReadingView:
    """Return the view of a text. The view of a view's text is that text."""
    read = text.translate(_FORMS)
    offsets: Sequence[int] = range(len(text))
    if read != text and any(len(_FORMS[ord(char)]) != 1 for char in set(text)):
        offsets = [place for place, char in enumerate(text) for _ in _FORMS[ord(char)]]
    return ReadingView(text, in_context(read), offsets)


def as_seen(text: str) -> str:
    """Return words as they are printed, for a value: no white space, nothing invisible, ideographs for radicals."""
    return "".join(text.split()).translate(_SEEN)


def in_context(text: str) -> str:
    """Put one form for what looks alike only where it stands; the length stays."""
    if _IN_CONTEXT.search(text) is None:
        return text
    text = _DOT_IN_NAME.sub(DOTS[0], text)
    text = _DOT_IN_NUMBER.sub(".", text)
    text = _CHINESE_DIGITS.sub(lambda match: match[0].translate(_CHINESE_ZERO), text)
    return _YEAR.sub(lambda match: match[0].translate(_ZERO), text)
