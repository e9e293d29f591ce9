"""What a person changed of what was read: the corrected letter, and the names of the fields that are the person's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from kejiting.text.fold import fold
from kejiting.text.fold_places import Folded, fold_with_offsets
from kejiting.text.spans import Span
from proposals.parsing import LocatedText, ParsedLetter
from proposals.records.save import LETTER_FIELDS

PLAIN_FIELDS = ("doc_number", *LETTER_FIELDS, "kind", "session", "number", "delegates")
WORDS_FIELDS = ("title", "proposal_title")
HEADER_FIELDS = (*PLAIN_FIELDS, *WORDS_FIELDS)


def correct(parsed: ParsedLetter, entered: Mapping[str, Any]) -> tuple[ParsedLetter, frozenset[str]]:
    """Apply the header fields that a person entered to what was read.

    Fields that stay as read keep their spans and are not the person's. A gap that was filled is no longer a problem.
    """
    changes: dict[str, Any] = {
        name: entered[name] for name in PLAIN_FIELDS if name in entered and entered[name] != getattr(parsed, name)
    }
    for name in WORDS_FIELDS:
        read: LocatedText | None = getattr(parsed, name)
        if name in entered and entered[name] != (read.value if read else None):
            changes[name] = locate(parsed.text, entered[name]) if entered[name] else None
    problems = tuple(problem for problem in parsed.problems if not changes.get(problem.field))
    return replace(parsed, **changes, problems=problems), frozenset(changes)


def locate(text: str, words: str) -> LocatedText:
    """Words that a person wrote, with the first place of the text where they stand; widths and breaks do not count."""
    folded, wanted = _folded(text), fold(words)
    start = folded.text.find(wanted) if wanted else -1
    span = folded.original(Span(start, start + len(wanted))) if start >= 0 else None
    return LocatedText(words, span)


@lru_cache(maxsize=1)  # a page looks for many words in one text
def _folded(text: str) -> Folded:
    return fold_with_offsets(text)
