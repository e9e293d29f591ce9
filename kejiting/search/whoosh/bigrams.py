"""Where in the rows of a segment the pairs of neighbouring atoms stand, in arrays: written once, then only read.

A position is one number, the row above the place of the atom in it: where a term stands is where its pairs stand at
the right distances, and that is exact. Bigrams lie by their first atom, so that those of one answer for the atom alone.
An atom is its code point, or a number's place in the segment's list of numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from kejiting.search.whoosh.arrays import Array, Mask, StoredArray, firsts
from kejiting.search.whoosh.atoms import LONGEST_KEY, atoms_of, is_number
from kejiting.text.scan import NUMBER

# Follows the last atom of each text. Folding drops NUL, so no text holds it.
_END = "\0"
_NUMBERS_FROM = 1 << 31
_ABSENT = (1 << 32) - 1
# So many atoms are sorted at once.
_LOT = 1_000_000


def bigram_arrays(rows: Sequence[Sequence[str]]) -> dict[str, Array]:
    """The arrays of `Bigrams` for rows of one or more folded texts each; no pair reaches from one text into the next."""
    joined = [_END.join([*filter(None, row), ""]) for row in rows]
    atoms, kept, numbers = _atoms("".join(joined))
    row_of = np.repeat(np.arange(len(rows), dtype=np.uint32), list(map(len, joined)))[kept]
    atoms = atoms[kept]
    place_of = _places(np.bincount(row_of, minlength=len(rows)))
    shift = int(place_of.max(initial=0)).bit_length()
    kind = np.uint32 if len(rows) << shift <= 1 << 32 else np.uint64
    positions = np.left_shift(row_of.astype(kind), shift) | place_of
    del joined, kept, row_of, place_of
    pairs, sizes, positions = _sorted(atoms, positions)
    lefts = (pairs >> np.uint64(32)).astype(np.uint32)
    groups = firsts(lefts)
    return {
        "firsts": lefts[groups],
        "first_starts": np.append(groups, len(pairs)).astype(np.uint32),
        "seconds": pairs.astype(np.uint32),
        "pair_starts": np.append(0, np.cumsum(sizes)).astype(np.uint32),
        "positions": positions,
        "shift": np.array([shift], np.uint8),
        "numbers": np.array(numbers, f"S{max(map(len, numbers), default=1)}"),
    }


def _sorted(atoms: Array, positions: Array) -> tuple[Array, Array, Array]:
    """All pairs in order, at how many positions each stands, and these one after the other.

    Bigrams are sorted by lots, for what sorting takes in memory is many times the pairs themselves.
    """
    lots = []
    begun = np.sort(atoms[atoms != ord(_END)])
    begun = begun[firsts(begun)]
    for some in np.array_split(begun, 1 + len(atoms) // _LOT):
        if len(some):
            here = np.flatnonzero((atoms[:-1] >= some[0]) & (atoms[:-1] <= some[-1]) & (atoms[:-1] != ord(_END)))
            pairs = (atoms[here].astype(np.uint64) << np.uint64(32)) | atoms[here + 1]
            order = np.argsort(pairs, kind="stable")
            pairs = pairs[order]
            starts = firsts(pairs)
            lots.append((pairs[starts], np.diff(np.append(starts, len(pairs))), positions[here[order]]))
    none = np.empty(0, np.uint64), np.empty(0, np.int64), positions[:0]
    joined = [np.concatenate(column) for column in zip(*lots or [none], strict=True)]
    return joined[0], joined[1], joined[2]


class Bigrams:
    """Answers with rows, ascending, each once."""

    def __init__(self, arrays: Mapping[str, StoredArray], rows: int) -> None:
        self._firsts, self._first_starts = arrays["firsts"].read(), arrays["first_starts"].read()
        self._numbers = arrays["numbers"].read()
        self._seconds, self._starts, self._positions = arrays["seconds"], arrays["pair_starts"], arrays["positions"]
        self._shift = int(arrays["shift"].read()[0])
        self._count = rows

    def rows_with(self, atoms: Sequence[str]) -> Array:
        """Rows where these atoms stand side by side."""
        codes = [self._code(atom) for atom in atoms]
        if len(codes) == 1:
            return self._rows_of(codes)
        spans = [(*self._span(first, second), place) for place, (first, second) in enumerate(pairwise(codes))]
        # The rarest first; each atom has to stand in one of the pairs looked at, not in two.
        (start, end, place), *others = sorted(spans, key=_size)
        found, settled = self._begins(start, end, place), {place, place + 1}
        for start, end, place in others:
            if len(found) and not settled >= {place, place + 1}:
                found = _common(found, self._begins(start, end, place))
                settled |= {place, place + 1}
        rows = found >> self._shift
        new = np.ones(len(rows), bool)
        np.not_equal(rows[1:], rows[:-1], out=new[1:])
        return rows[new]

    def rows_with_number_around(self, piece: str) -> Array:
        """Rows with the piece as an atom of its own, or inside a number: 27 in 27.27, the point in 27.27."""
        around = [
            _NUMBERS_FROM + place
            for place, number in enumerate(self._numbers.tolist())
            if piece.encode() in number or len(number) == LONGEST_KEY
        ]
        return self._rows_of([self._code(atom) for atom in atoms_of(piece)] + around)

    def _code(self, atom: str) -> int:
        if not is_number(atom):
            return ord(atom)
        place = int(self._numbers.searchsorted(np.bytes_(atom.encode())))
        there = place < len(self._numbers) and self._numbers[place] == atom.encode()
        return _NUMBERS_FROM + place if there else _ABSENT

    def _pairs_of(self, first: int) -> tuple[int, int]:
        """Where the pairs lie that begin with the atom."""
        place = int(self._firsts.searchsorted(np.uint32(first)))
        if place == len(self._firsts) or self._firsts[place] != first:
            return 0, 0
        return int(self._first_starts[place]), int(self._first_starts[place + 1])

    def _span(self, first: int, second: int) -> tuple[int, int]:
        """Where the positions of a pair lie."""
        begin, end = self._pairs_of(first)
        seconds = self._seconds.read(begin, end)
        place = int(seconds.searchsorted(np.uint32(second)))
        if place == len(seconds) or seconds[place] != second:
            return 0, 0
        start, stop = self._starts.read(begin + place, begin + place + 2).tolist()
        return start, stop

    def _begins(self, start: int, end: int, place: int) -> Array:
        """The positions that lie there, each moved by so many atoms to where the term begins.

        In the first row some stand too near its beginning for that: below nothing numbers would wrap around.
        """
        back = self._positions.kind.type(place)
        positions = self._positions.read(start, end)
        moved: Array = positions[positions.searchsorted(back) :] - back
        return moved

    def _rows_of(self, codes: Sequence[int]) -> Array:
        """Rows that hold one of the atoms."""
        held = np.zeros(self._count, bool)
        for code in codes:
            begin, end = self._pairs_of(code)
            if begin < end:
                starts = self._starts.read(begin, end + 1)
                held[self._positions.read(int(starts[0]), int(starts[-1])) >> self._shift] = True
        return np.flatnonzero(held)


def _atoms(text: str) -> tuple[Array, Mask, list[bytes]]:
    """The code of each character, which of them begin an atom, and the numbers that codes stand for."""
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32).copy()
    found = list(NUMBER.finditer(text))
    written = [number[0][:LONGEST_KEY].encode() for number in found]
    numbers = sorted(set(written))
    place_of = {number: place for place, number in enumerate(numbers, _NUMBERS_FROM)}
    starts = np.array([number.start() for number in found], np.intp)
    ends = np.array([number.end() for number in found], np.intp)
    codes[starts] = np.array([place_of[number] for number in written], np.uint32)
    inside = np.zeros(len(codes) + 1, np.int8)
    inside[starts + 1] = 1
    inside[ends] -= 1
    return codes, np.cumsum(inside[:-1], dtype=np.int8) == 0, numbers


def _places(lengths: Array) -> Array:
    """0, 1, 2 … for each of these lengths."""
    places: Array = np.arange(lengths.sum(), dtype=np.uint32)
    places -= np.repeat((np.cumsum(lengths) - lengths).astype(np.uint32), lengths)
    return places


def _size(span: tuple[int, int, int]) -> int:
    return span[1] - span[0]


def _common(few: Array, many: Array) -> Array:
    """Those of the few that are among the many; both ascending."""
    places = many.searchsorted(few)
    places[places == len(many)] = 0
    return few[many[places] == few] if len(many) else few[:0]
