"""Fold a text and keep where each character of the folded one stands in the original.

Apart from `fold`, which most commands read: numpy takes as long to load as a third of all that they need.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kejiting.text.fold import TABLE
from kejiting.text.reading_view import in_context
from kejiting.text.spans import Span

# What characters fold to that have been met and fold to one or to none; 0 for the others. All beyond stand in the last
# place, which stays 0.
_SHORT = np.zeros(1 << 16, np.uint32)
_NOTHING = (1 << 32) - 1


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; character i of it comes from the character `offsets[i]` of the original."""

    text: str
    offsets: Sequence[int]

    def original(self, span: Span) -> Span:
        """The shortest stretch of the original that folds to what stands in `span`; an empty span stays empty."""
        if span.start == span.end:
            at = self.offsets[span.start] if span.start < len(self.offsets) else 0
            return Span(at, at)
        return Span(self.offsets[span.start], self.offsets[span.end - 1] + 1)


def fold_with_offsets(text: str) -> Folded:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    folded = _SHORT.take(codes, mode="clip")
    if not folded.all():
        _meet(set(codes[folded == 0].tolist()))
        folded = _SHORT.take(codes, mode="clip")
    if folded.all():  # as in nearly every text
        kept = (folded != _NOTHING).nonzero()[0]
        return Folded(in_context(folded[kept].tobytes().decode("utf-32-le")), kept.tolist())
    pieces = list(map(TABLE.__getitem__, map(ord, text)))
    return Folded(in_context("".join(pieces)), tuple(place for place, piece in enumerate(pieces) for _ in piece))


def _meet(codes: set[int]) -> None:
    for code in codes:
        folded = TABLE[code]
        if len(folded) <= 1 and code < len(_SHORT) - 1:
            _SHORT[code] = ord(folded) if folded else _NOTHING
