"""Characters of picture fonts, where a letter is a bullet or a sign: which of them stand for one that everybody has."""

from __future__ import annotations

import re

from kejiting.text.lazy_re import lazy_re

_CIRCLED = {0x81 + place: chr(0x2460 + place) for place in range(10)} | {
    0x8C + place: chr(0x2460 + place) for place in range(10)
}
_FONTS: dict[str, dict[int, str]] = {
    "symbol": {
        0x2D: "−", 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
        0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD7: "·", 0x61: "α", 0x62: "β", 0x67: "γ", 0x6D: "μ", 0x57: "Ω",
    },
    "wingdings": _CIRCLED | {
        0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x73: "◆", 0x74: "◆", 0x75: "◆", 0x76: "◆",
        0x77: "◆", 0x9E: "•", 0x9F: "•", 0xA1: "○", 0xA4: "●", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xE0: "→",
        0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {
        0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0xA3: "□",
    },
    "wingdings 3": {},
    "webdings": {0x3D: "●", 0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●"},
    "marlett": {},
}  # fmt: skip
_LARGEST_LATIN = 0xFF
_BULLET = "•"
_BULLETS = frozenset("●○■◆▪➢✓★➔⇨")
_PRIVATE = range(0xF000, 0xF100)
# Ø, l, F0D8; a longer text is words in a font that was set by mistake.
_LONGEST_SIGN = 3
# Wingdings, 'Wingdings 2', Symbol; not "Segoe UI Symbol"
_NAMED = lazy_re(r"\s*+[\"']?\s*+(wingdings(?: [23])?|webdings|symbol|marlett)\s*+[\"']?\s*+", re.IGNORECASE)


def symbol_font(families: str) -> str | None:
    """`Wingdings`, `'Wingdings 2', serif` → the name as it is known here; None for a font that shows its letters."""
    named = _NAMED.fullmatch(families.partition(",")[0])
    return named[1].lower() if named else None


def symbol(font: str, code: str) -> str:
    """Return the character of `<w:sym>`: ("Wingdings", "F0FE") → ☑, ("宋体", "2460") → ①; "" where there is none."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    known = _FONTS.get(font.strip().lower())
    if known is not None:
        return known.get(point & 0xFF, "")
    is_character = 0x20 <= point < 0xD800 or 0xF900 <= point < 0xFFFE
    return chr(point) if is_character else ""


def set_in(font: str, text: str) -> str:
    """Return what a text shows in a picture font: ("wingdings", "Ø") → •, ("wingdings", "þ") → ☑; longer texts stay.

    Whatever picture it is, at the head of a paragraph it is a bullet; people type boxes and numbers for their sake.
    """
    if len(text.strip()) > _LONGEST_SIGN:
        return text
    shown = (_FONTS[font].get(ord(char) & 0xFF, _BULLET) if _is_sign(char) else char for char in text)
    return "".join(_BULLET if char in _BULLETS else char for char in shown)


def _is_sign(char: str) -> bool:
    return not char.isspace() and (ord(char) <= _LARGEST_LATIN or ord(char) in _PRIVATE)
