"""Which texts are like letters and plans in their measures, and may be read wherever they are needed."""

from __future__ import annotations

from kejiting.text.lazy_re import lazy_re

# The longest letters
_CHARACTERS = 10_000
# The longest paragraph of the seeds has six hundred
_LINE = 1_000
_BLANK = lazy_re(r"\s{100}")


def is_ordinary(text: str) -> bool:
    """Whether text, lines and blanks are no longer than those of letters: what grows with their square is little then."""
    if len(text) > _CHARACTERS or _BLANK.search(text):
        return False
    return all(len(line) <= _LINE for line in text.splitlines())
