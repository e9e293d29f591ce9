"""Where in the rows of a segment the pairs of neighbouring atoms stand, in arrays that are only read.

Where a term stands is where its pairs stand at the right distances, and that is exact. Pairs lie by their first atom.
An atom is its place among the characters and numbers of the segment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise, product

import numpy as np

from kejiting.search.whoosh.arrays import Array, StoredArray, firsts
from kejiting.search.whoosh.atoms import AtomRun, Sequence, is_number
from kejiting.search.whoosh.packing import ArraySpan, PackedLists
from kejiting.search.whoosh.places import Places

# Of the characters that may stand in a gap
_MOST_LOOKED_AT = 60
# A draft asks for the same common characters again and again; of one there are some kilobytes
_MOST_HELD = 300


class Bigrams:
    """Answers with rows, ascending, each once."""

    def __init__(self, arrays: Mapping[str, StoredArray], rows: int) -> None:
        self._characters, self._numbers = arrays["characters"].read(), arrays["numbers"].read()
        self._pair_starts, self._seconds = arrays["pair_starts"].read(), arrays["pair_seconds"]
        self._pair_places = PackedLists(arrays, "pair_places")
        self._atom_rows = PackedLists(arrays, "atom_rows")
        self._places = Places(arrays)
        self._count = rows
        self._held: dict[int, Array] = {}
        self._begun: tuple[str, list[Array]] = "", []

    def rows_with(self, sequence: Sequence) -> Array:
        """Rows where these atoms stand side by side."""
        codes = [self._codes(atom) for atom in sequence]
        if not all(codes):
            return np.empty(0, np.intp)
        if len(codes) == 1:
            return self._rows_of(codes[0])
        pairs: list[list[int]] = []
        for lefts, rights in pairwise(codes):
            pairs.append(self._pairs(lefts, rights))
            # most of what is asked for stands nowhere: that is seen before it is looked up where pairs lie
            if not pairs[-1]:
                return np.empty(0, np.intp)
        spans = [([*map(self._pair_places.span, held)], place) for place, held in enumerate(pairs)]
        # The rarest first; each atom has to stand in one of the pairs looked at, not in two.
        (one, place), *others = sorted(spans, key=_size)
        found, settled = self._begins(one, place), {place, place + 1}
        for one, place in others:
            if len(found) and not settled >= {place, place + 1}:
                found = in_both([found, self._begins(one, place)])
                settled |= {place, place + 1}
        rows = self._places.rows(found)
        # In half the time of taking them by a mask.
        new: Array = rows.take(firsts(rows))
        return new

    def begins(self, term: str) -> list[Array]:
        """Of each pair of a term of characters alone the places where it stands, moved to where the term would begin."""
        begun, begins = self._begun
        if begun != term:
            pairs = [self._pairs(*codes) for codes in pairwise(map(self._codes, term))]
            begins = [
                self._begins([*map(self._pair_places.span, held)], place).astype(np.int64)
                if held
                else np.empty(0, np.int64)
                for place, held in enumerate(pairs)
            ]
            self._begun = term, begins
        return begins

    def between(self, before: str, after: str, spots: Array | None, fits: Callable[[str], bool]) -> Iterator[str]:
        """Characters that fit and stand between two others somewhere; of these one may be "": nothing has to stand there.

        They do so at one of the spots: where the one before stands, or the character itself if there is none. None:
        anywhere. The commonest pairs are looked at, and no more than `_MOST_LOOKED_AT`.
        """
        pairs, codes = self._pairs_from(before) if before else self._pairs_to(after)
        others = [
            (pair, code)
            for pair, code in zip(pairs.tolist(), codes.tolist(), strict=True)
            if code < len(self._characters) and fits(chr(self._characters[code]))
        ]
        if before and after and len(others) > _MOST_LOOKED_AT:
            leaders = set(self._pairs_to(after)[1].tolist())
            others = [(pair, code) for pair, code in others if code in leaders]
        spans = [(self._pair_places.span(pair), code) for pair, code in others]
        spans.sort(key=lambda one: -one[0].size)
        for span, code in spans[:_MOST_LOOKED_AT]:
            if spots is None or len(in_both([spots, self._pair_places.read(span).astype(np.int64)])):
                yield chr(self._characters[code])

    def _pairs_from(self, character: str) -> tuple[Array, Array]:
        """The pairs that begin with it, and the codes of what follows it there."""
        bounds = [self._pair_starts[code : code + 2].tolist() for code in self._codes(character)]
        begin, end = bounds[0] if bounds else (0, 0)
        return np.arange(begin, end), self._seconds.read(begin, end)

    def _pairs_to(self, character: str) -> tuple[Array, Array]:
        """The pairs that end with it, and the codes of what stands before it there."""
        codes = self._codes(character)
        pairs = np.flatnonzero(self._seconds.read() == codes[0]) if codes else np.empty(0, np.intp)
        return pairs, self._pair_starts.searchsorted(pairs, "right") - 1

    def _codes(self, atom: str | AtomRun) -> list[int]:
        """Of what stands for it in this segment."""
        if isinstance(atom, AtomRun):
            numbers = enumerate(self._numbers.tolist(), len(self._characters))
            return [code for code, number in numbers if atom.is_of(number.decode())]
        if is_number(atom):
            return [place + len(self._characters) for place in _found(self._numbers, np.bytes_(atom.encode()))]
        place = self._places_of_characters.get(ord(atom))
        return [] if place is None else [place]

    @cached_property
    def _places_of_characters(self) -> dict[int, int]:
        return {character: place for place, character in enumerate(self._characters.tolist())}

    def _rows_of(self, codes: list[int]) -> Array:
        """Rows that hold one of the atoms."""
        lists = [self._atom_rows.read(self._atom_rows.span(code)) for code in codes]
        if len(lists) == 1:
            return lists[0]
        held = np.zeros(self._count, bool)
        held[np.concatenate(lists)] = True
        return np.flatnonzero(held)

    def _pairs(self, lefts: list[int], rights: list[int]) -> list[int]:
        """The pairs of one of these with one of those, as far as they stand anywhere."""
        pairs: list[int] = []
        for first, second in product(lefts, rights):
            held = self._seconds_of(first)
            begin = int(self._pair_starts[first])
            pairs += [begin + place for place in _found(held, held.dtype.type(second))]
        return pairs

    def _seconds_of(self, first: int) -> Array:
        """What follows an atom; of the last ones asked for it is at hand."""
        held = self._held.get(first)
        if held is None:
            if len(self._held) >= _MOST_HELD:
                self._held = {}
            held = self._held[first] = self._seconds.read(*self._pair_starts[first : first + 2].tolist())
        return held

    def _begins(self, spans: list[ArraySpan], place: int) -> Array:
        """The places that lie there, each moved by so many atoms to where the term begins.

        In the first row some stand too near its beginning for that: below nothing numbers would wrap around.
        """
        lists = [self._pair_places.read(span) for span in spans]
        places = lists[0] if len(lists) == 1 else np.sort(np.concatenate(lists))
        if not place:
            return places
        back = places.dtype.type(place)
        moved: Array = places[places.searchsorted(back) :] - back
        return moved


def _found(ascending: Array, value: np.generic) -> list[int]:
    """Its place, if it is there."""
    place = int(ascending.searchsorted(value))
    return [place] if place < len(ascending) and ascending[place] == value else []


def _size(spans: tuple[list[ArraySpan], int]) -> int:
    return sum(span.size for span in spans[0])


def in_both(places: Iterable[Array]) -> Array:
    """Those that are in all of some ascending lists."""
    few, *others = sorted(places, key=len)
    for many in others:
        if len(few):
            at = many.searchsorted(few)
            at[at == len(many)] = 0
            few = few[many[at] == few]
    return few
