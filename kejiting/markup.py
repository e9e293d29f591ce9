"""Pieces of HTML that a page has dozens of, for which a template takes longer than the search."""

from __future__ import annotations

from html import escape

from django.utils.safestring import SafeString


def fill(piece: str, **values: object) -> SafeString:
    """Put values into a piece, escaped unless they are safe: `format_html` in a quarter of its time."""
    return SafeString(piece.format_map({name: _safe(value) for name, value in values.items()}))


def _safe(value: object) -> str:
    return value if isinstance(value, SafeString) else escape(str(value))
