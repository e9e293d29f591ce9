"""Cut off what words end with: a pattern that ends with $ would be tried from every word of a long run."""

from __future__ import annotations

import re

_LONGEST = 60


def without_end(words: str, ending: re.Pattern[str]) -> str:
    """Return the words without what `ending` finds, which is looked for among the last 60 characters."""
    found = ending.search(words, max(0, len(words) - _LONGEST))
    return words[: found.start()] if found else words
