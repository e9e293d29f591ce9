"""Work out where each atom and each pair of neighbouring atoms stands: the arrays that `Bigrams` reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kejiting.search.whoosh.arrays import Array, Mask, small
from kejiting.search.whoosh.grouping import grouped
from kejiting.search.whoosh.packing import pack_lists
from kejiting.search.whoosh.places import place_arrays
from kejiting.text.scan import NUMBER

# Follows the last atom of each text. Folding drops NUL, so no text holds it.
_END = "\0"
# Who asks for a single character waits for its rows a little longer than for those of a word: they are many.
_MORE_BITS = 3
# As many code points as there can be.
_POINTS = 0x110000


def bigram_arrays(texts: Sequence[str]) -> dict[str, Array]:
    """For folded texts; no pair reaches from one into the next."""
    joined = [f"{text}{_END}" if text else "" for text in texts]
    lengths = np.fromiter(map(len, joined), np.int64, len(joined))
    found = _atoms("".join(joined))
    sizes = np.bincount(np.repeat(np.arange(len(joined), dtype=np.uint32), lengths)[found.kept], minlength=len(joined))
    atoms, count = found.codes[found.kept], len(found.characters) + len(found.numbers)
    arrays, begins, limit = place_arrays(sizes)
    return {
        "characters": found.characters,
        "numbers": found.numbers,
        **arrays,
        **_atom_rows(atoms, sizes, count),
        **_pairs(atoms, sizes, begins, count, limit),
    }


@dataclass(frozen=True, slots=True)
class _Atoms:
    """Of a text: a code for each character of it, which of them begin an atom, and what the codes stand for in order.

    Characters come first, then numbers; _END has the code behind them.
    """

    codes: Array
    kept: Mask
    characters: Array
    numbers: Array


def _atoms(text: str) -> _Atoms:
    points = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    found = list(NUMBER.finditer(text))
    written = [number[0].encode() for number in found]
    starts = np.array([number.start() for number in found], np.intp)
    ends = np.array([number.end() for number in found], np.intp)
    inside = np.zeros(len(points) + 1, np.int8)
    inside[starts + 1] = 1
    inside[ends] -= 1
    kept = np.cumsum(inside[:-1], dtype=np.int8) == 0
    single = kept.copy()
    single[starts] = False
    code_of = np.zeros(_POINTS, np.uint32)
    code_of[points[single]] = 1
    code_of[ord(_END)] = 0
    characters = code_of.nonzero()[0].astype(np.uint32)
    numbers = sorted(set(written))
    code_of[characters] = np.arange(len(characters))
    code_of[ord(_END)] = len(characters) + len(numbers)
    codes = code_of.take(points)
    place_of = {number: place for place, number in enumerate(numbers, len(characters))}
    codes[starts] = [place_of[number] for number in written]
    return _Atoms(codes, kept, characters, np.array(numbers, f"S{max(map(len, numbers), default=1)}"))


def _atom_rows(atoms: Array, sizes: Array, count: int) -> dict[str, Array]:
    """In which rows each atom stands."""
    real = atoms < count
    row_of = np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes)
    rows = grouped([atoms[real], row_of[real]], [count, len(sizes)], each_once=True)
    return pack_lists("atom_rows", rows.sizes, rows.values, len(sizes), _MORE_BITS)


def _pairs(atoms: Array, sizes: Array, begins: Array, count: int, limit: int) -> dict[str, Array]:
    """At which places the first atom of each pair stands."""
    kind = np.min_scalar_type(limit)
    place_of = np.arange(len(atoms), dtype=kind)
    place_of += np.repeat((begins - (np.cumsum(sizes) - sizes)).astype(kind), sizes)
    here = ((atoms[:-1] < count) & (atoms[1:] < count)).nonzero()[0]
    places = grouped([atoms[here], atoms[here + 1], place_of[here]], [count, count, limit])
    del atoms, place_of, here
    lefts, rights = places.columns
    return {
        "pair_starts": lefts.searchsorted(np.arange(count + 1)).astype(np.uint32),
        "pair_seconds": small(rights),
        **pack_lists("pair_places", places.sizes, places.values, limit),
    }
