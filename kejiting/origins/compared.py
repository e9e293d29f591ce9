"""Two sentences held against each other, character by character."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from kejiting.text.fold_places import Folded
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span

# numbers and words stay whole: 1.6亿元 → 3.2亿元 is one change, not two of a digit
_PIECE = lazy_re(
    r"[0-9][0-9.,]*|[a-z]+|.",
)


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """What stands here in place of what there; both count characters of the texts as written, one may be empty."""

    here: Span
    there: Span


def compare(ours: Folded, theirs: Folded) -> tuple[float, tuple[SentenceChange, ...]]:
    """Return how much of both is the same, from 0 to 1, and what differs, in order."""
    left, right = _pieces(ours.text), _pieces(theirs.text)
    matcher = SequenceMatcher(
        None, [ours.text[a:b] for a, b in left], [theirs.text[a:b] for a, b in right], autojunk=False
    )
    changes = [
        SentenceChange(_original(ours, left, i1, i2), _original(theirs, right, j1, j2))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]
    same = sum(
        left[block.a + n][1] - left[block.a + n][0]
        for block in matcher.get_matching_blocks()
        for n in range(block.size)
    )
    return 2 * same / max(len(ours.text) + len(theirs.text), 1), tuple(changes)


def _pieces(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _PIECE.finditer(text)]


def _original(folded: Folded, pieces: list[tuple[int, int]], first: int, behind: int) -> Span:
    if first == behind:
        at = pieces[first][0] if first < len(pieces) else len(folded.text)
        return folded.original(Span(at, at)) if at < len(folded.text) else _end(folded)
    return folded.original(Span(pieces[first][0], pieces[behind - 1][1]))


def _end(folded: Folded) -> Span:
    end = folded.offsets[-1] + 1 if len(folded.offsets) else 0
    return Span(end, end)
