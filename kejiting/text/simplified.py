"""Read traditional characters as simplified ones, character for character, so that one set of patterns serves both."""

from __future__ import annotations

from kejiting.text.fold import fold


def simplified(text: str) -> str:
    """Return the text with simplified characters, of the same length: 委員：關於 → 委员：关于."""
    forms = {char: fold(char) for char in set(text) if "\u4e00" <= char <= "\u9fff"}
    return "".join(form if len(form := forms.get(char, char)) == 1 else char for char in text)
