"""Characters that Word takes from picture fonts: which of them stand for a character that everybody has."""

from __future__ import annotations

_CIRCLED = {0x81 + place: chr(0x2460 + place) for place in range(10)}
_FONTS: dict[str, dict[int, str]] = {
    "symbol": {
        0x2D: "−", 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
        0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD7: "·", 0x61: "α", 0x62: "β", 0x67: "γ", 0x6D: "μ", 0x57: "Ω",
    },
    "wingdings": _CIRCLED | {
        0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x75: "◆", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□",
        0xAB: "★", 0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {
        0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0xA3: "□",
    },
}  # fmt: skip


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
