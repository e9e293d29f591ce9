"""The columns of the properties of documents: which documents have a value, and how many of some have each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate, chain
from typing import Protocol

import numpy as np

from kejiting.search.properties import Property
from kejiting.search.whoosh.arrays import Array, Mask, StoredArray, joined

NONE = -1


class PropertyColumn(Protocol):
    def holding(self, value: str) -> Mask:
        """Which documents have it."""
        ...

    def count(self, documents: Array) -> Mapping[str, int]:
        """How many of these, each there once, have each value; the values that none has are left out."""
        ...


def property_arrays(one: Property, values: Sequence[Sequence[str]]) -> dict[str, Array]:
    """What a segment keeps of a property, of which these are the values of each document."""
    pairs = [(place, value) for place, some in enumerate(values) for value in some]
    names = sorted({value.encode() for _, value in pairs})
    code_of = {name: code for code, name in enumerate(names)}
    owners = np.array([place for place, _ in pairs], np.int32)
    codes = np.array([code_of[value.encode()] for _, value in pairs], np.int32)
    named = {f"{one.name}_names": byte_strings(names)}
    if one.many:
        return named | {one.name: codes, f"{one.name}_owners": owners}
    by_document = np.full(len(values), NONE, np.int32)
    by_document[owners] = codes
    return named | {one.name: by_document}


def open_column(one: Property, stored: Sequence[Mapping[str, StoredArray]]) -> PropertyColumn:
    """Of the arrays of each segment."""
    return ManyValued(one.name, stored) if one.many else OneValued(one.name, stored)


class OneValued:
    """At hand: a code for each document of all segments."""

    def __init__(self, name: str, stored: Sequence[Mapping[str, StoredArray]]) -> None:
        self._codes, self._names = coded_alike(stored, name, f"{name}_names")

    def holding(self, value: str) -> Mask:
        code = self._names.index(value) if value in self._names else NONE - 1
        holding: Mask = self._codes == code
        return holding

    def count(self, documents: Array) -> Mapping[str, int]:
        # Those without one come first.
        return named(self._names, np.bincount(self._codes.take(documents) - np.intp(NONE))[1:])


class ManyValued:
    """Read when it is asked for: people are many, and few questions are about them."""

    def __init__(self, name: str, stored: Sequence[Mapping[str, StoredArray]]) -> None:
        self._pieces = [(arrays[name], arrays[f"{name}_names"], arrays[f"{name}_owners"]) for arrays in stored]
        self._starts = list(accumulate((arrays["keys"].length for arrays in stored), initial=0))

    def holding(self, value: str) -> Mask:
        name = value.encode()
        holding = np.zeros(self._starts[-1], bool)
        for first, (codes, names, owners) in zip(self._starts, self._pieces, strict=False):
            known = names.read()
            code = int(known.searchsorted(name))
            if code < len(known) and known[code] == name:
                holding[owners.read()[codes.read() == code] + first] = True
        return holding

    def count(self, documents: Array) -> Mapping[str, int]:
        wanted = np.zeros(self._starts[-1], bool)
        wanted[documents] = True
        counts: Counter[str] = Counter()
        for first, (codes, names, owners) in zip(self._starts, self._pieces, strict=False):
            of_these = codes.read()[wanted[owners.read() + first]]
            counts.update(named([name.decode() for name in names.read().tolist()], np.bincount(of_these)))
        return counts


def coded_alike(stored: Sequence[Mapping[str, StoredArray]], codes: str, names: str) -> tuple[Array, tuple[str, ...]]:
    """The codes of all segments as places in one list of names; NONE stays."""
    own = [arrays[names].read().tolist() for arrays in stored]
    every = sorted(set(chain.from_iterable(own)))
    place_of = {name: place for place, name in enumerate(every)}
    # NONE takes the last.
    kind = np.min_scalar_type(-len(every) - 1)
    places = [np.array([*map(place_of.__getitem__, some), NONE], kind) for some in own]
    coded = joined([new.take(arrays[codes].read()) for new, arrays in zip(places, stored, strict=True)])
    return coded, tuple(name.decode() for name in every)


def named(names: Sequence[str], counts: Array) -> dict[str, int]:
    """`names` are those of more codes than are counted here."""
    return {names[code]: count for code, count in enumerate(counts.tolist()) if count}


def byte_strings(values: Sequence[bytes]) -> Array:
    return np.array(values, f"S{max(map(len, values), default=1)}")
