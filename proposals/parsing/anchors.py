"""Find spans again after a person has edited the text they stand in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from proposals.parsing.lines import trimmed

# Compared piece by piece first: a letter has thousands of characters, but only hundreds of clauses.
_PIECE = lazy_re(r"[^，。；：、,;:\n]*[，。；：、,;:\n]?")
# Edited stretches longer than this are taken for new text altogether.
_LONGEST_EDIT = 2000
# What stands often on both sides, in so many pairs, takes too long to be matched: the texts are then others altogether.
_MOST_PAIRS = 1_000_000


def reanchor(old: str, new: str, spans: Sequence[Span]) -> list[Span | None]:
    """Return where each span of `old` stands in `new`: moved, or edited inside; None where it is gone.

    A span whose words were moved elsewhere is found by its words, if they stand there once. One of which less than
    half is left counts as gone.
    """
    places = _places(old, new)
    found = [_follow(places, span, new) or _elsewhere(old, new, span) for span in spans]
    return _each_its_own([place and trimmed(new, place.start, place.end) for place in found], spans)


def _each_its_own(found: Sequence[Span | None], spans: Sequence[Span]) -> list[Span | None]:
    """Leave a place to the first of several spans that fell together: the others' words are gone."""
    owners: dict[Span, Span] = {}
    return [
        place if place is not None and owners.setdefault(place, span) == span else None
        for place, span in zip(found, spans, strict=True)
    ]


def _follow(places: Sequence[int | None], span: Span, new: str) -> Span | None:
    """Return the span between the images of its characters, widened to what was typed over its ends."""
    images = [image for image in places[span.start : span.end] if image is not None]
    if not images or len(images) * 2 < span.end - span.start:
        return None
    start, end = images[0], images[-1] + 1
    before = places[span.start - 1] if span.start else -1
    after = places[span.end] if span.end < len(places) else len(new)
    if places[span.start] is None and before is not None and before < start:
        start = before + 1
    if places[span.end - 1] is None and after is not None and after >= end:
        end = after
    return Span(start, end) if new[start:end].strip() else None


def _elsewhere(old: str, new: str, span: Span) -> Span | None:
    words = span.of(old)
    if not words.strip() or old.count(words) != 1 or new.count(words) != 1:
        return None
    start = new.index(words)
    return Span(start, start + len(words))


def _places(old: str, new: str) -> list[int | None]:
    """Return for each character of `old` its place in `new`, None if it was deleted or typed over."""
    places: list[int | None] = [None] * len(old)
    for old_start, new_start, size in _blocks(old, new):
        places[old_start : old_start + size] = range(new_start, new_start + size)
    return places


def _blocks(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """Yield the stretches both texts share: whole clauses, and what is left of clauses that were edited."""
    left, right = _PIECE.findall(old), _PIECE.findall(new)
    old_at, new_at = ([0, *accumulate(map(len, pieces))] for pieces in (left, right))
    for tag, i1, i2, j1, j2 in _opcodes(left, right):
        if tag == "equal":
            yield old_at[i1], new_at[j1], old_at[i2] - old_at[i1]
        elif tag == "replace" and max(old_at[i2] - old_at[i1], new_at[j2] - new_at[j1]) <= _LONGEST_EDIT:
            before, after = old[old_at[i1] : old_at[i2]], new[new_at[j1] : new_at[j2]]
            for equal, a1, a2, b1, _ in _opcodes(before, after):
                if equal == "equal":
                    yield old_at[i1] + a1, new_at[j1] + b1, a2 - a1


def _opcodes(left: Sequence[str], right: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """As difflib's; all is typed over where that would take too long."""
    times = Counter(left)
    if sum(times[piece] for piece in right) > _MOST_PAIRS:
        return [("replace", 0, len(left), 0, len(right))]
    return SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
