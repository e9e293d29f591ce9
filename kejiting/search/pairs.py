"""Which rows of a segment hold which pairs of neighbouring atoms, in arrays: written once, then only read.

A pair is one number of 64 bits, first atom above second, so that all pairs that begin with an atom lie together: they
answer for the atom alone. An atom is its code point, or a number's place in the segment's list of numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from kejiting.search.arrays import Array, Mask
from kejiting.search.atoms import LONGEST_KEY, atoms_of, is_number

# Follows the last atom of each text. Folding drops NUL, so no text holds it.
_END = 0
_NUMBERS_FROM = 1 << 31


def pair_arrays(texts: Sequence[Iterable[str]]) -> dict[str, Array]:
    """The arrays of `Pairs` for rows of one or more folded texts each; no pair reaches from one text into the next."""
    numbers = sorted({atom for row in texts for text in row for atom in atoms_of(text) if is_number(atom)})
    code_of = _Codes({number: _NUMBERS_FROM + place for place, number in enumerate(numbers)})
    coded = [_coded(row, code_of) for row in texts]
    codes = np.concatenate([np.empty(0, np.uint32), *coded]).astype(np.uint64)
    row_of = np.repeat(np.arange(len(texts), dtype=np.uint32), [len(row) for row in coded])
    begins = codes[:-1] != _END
    pairs = ((codes[:-1] << np.uint64(32)) | codes[1:])[begins]
    rows = row_of[:-1][begins]
    order = np.argsort(pairs, kind="stable")
    pairs, rows = pairs[order], rows[order]
    new_pair = _differs(pairs)
    kept = new_pair | _differs(rows)
    firsts = np.flatnonzero(new_pair[kept])
    held = rows[kept]
    return {
        "pairs": pairs[kept][firsts],
        "pair_starts": np.append(firsts, len(held)).astype(np.uint32),
        "pair_rows": held.astype(np.uint16 if len(texts) < 1 << 16 else np.uint32),
        "numbers": np.array([number.encode() for number in numbers], f"S{LONGEST_KEY}"),
    }


class Pairs:
    """Answers with masks over the rows of the segment."""

    def __init__(self, arrays: Mapping[str, Array], rows: int) -> None:
        self._pairs, self._starts = arrays["pairs"], arrays["pair_starts"]
        self._rows, self._numbers = arrays["pair_rows"], arrays["numbers"]
        self._count = rows

    def rows_with(self, atoms: Sequence[str]) -> Mask:
        """Rows with all pairs of these neighbouring atoms; of a single atom, all rows that hold it."""
        codes = [self._code(atom) for atom in atoms]
        if None in codes:
            return np.zeros(self._count, bool)
        known = [code for code in codes if code is not None]
        if len(known) == 1:
            return self._mask(known[0] << 32, (known[0] + 1) << 32)
        ranges = sorted(
            {self._range(pair, pair + 1) for pair in ((a << 32) | b for a, b in pairwise(known))}, key=_size
        )
        rows = self._rows[slice(*ranges[0])]
        for start, end in ranges[1:]:
            if not len(rows):
                break
            rows = _common(rows, self._rows[start:end])
        mask = np.zeros(self._count, bool)
        mask[rows] = True
        return mask

    def rows_with_number_around(self, piece: str) -> Mask:
        """Rows with the piece as an atom of its own, or inside a number: 27 in 27.27, the point in 27.27."""
        mask = self.rows_with(atoms_of(piece))
        for place, number in enumerate(self._numbers.tolist()):
            if piece.encode() in number or len(number) == LONGEST_KEY:
                code = _NUMBERS_FROM + place
                mask |= self._mask(code << 32, (code + 1) << 32)
        return mask

    def _code(self, atom: str) -> int | None:
        if not is_number(atom):
            return ord(atom)
        place = int(np.searchsorted(self._numbers, np.bytes_(atom.encode())))
        there = place < len(self._numbers) and self._numbers[place] == atom.encode()
        return _NUMBERS_FROM + place if there else None

    def _mask(self, first: int, last: int) -> Mask:
        mask = np.zeros(self._count, bool)
        mask[self._rows[slice(*self._range(first, last))]] = True
        return mask

    def _range(self, first: int, last: int) -> tuple[int, int]:
        """Where the rows of the pairs from `first` up to `last` stand, that excluded."""
        places = np.searchsorted(self._pairs, np.array([first, last], np.uint64))
        start, end = self._starts[places]
        return int(start), int(end)


def _coded(row: Iterable[str], code_of: _Codes) -> Array:
    return np.array([code_of[atom] for text in row if text for atom in (*atoms_of(text), "")], np.uint32)


class _Codes(dict[str, int]):
    def __missing__(self, atom: str) -> int:
        code = self[atom] = ord(atom) if atom else _END
        return code


def _differs(values: Array) -> Mask:
    """From the one before; the first does."""
    return np.append(np.ones(min(len(values), 1), bool), values[1:] != values[:-1])


def _size(span: tuple[int, int]) -> int:
    return span[1] - span[0]


def _common(few: Array, many: Array) -> Array:
    """Those of the few that are among the many; both ascending."""
    places = np.searchsorted(many, few)
    places[places == len(many)] = 0
    return few[many[places] == few] if len(many) else few[:0]
