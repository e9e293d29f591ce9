"""The columns of the properties of documents: which documents have a value, and how many of some have each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Protocol

import numpy as np

from kejiting.search.properties import Property
from kejiting.search.whoosh.arrays import Array, Mask, StoredArray, joined

NONE = -1


class PropertyColumn(Protocol):
    @property
    def names(self) -> Sequence[str]:
        """All values, in their order."""
        ...

    def holding(self, values: Collection[str]) -> Mask:
        """Which documents have one of these."""
        ...

    def count(self, documents: Array) -> Array:
        """How many of these, each there once, have each of the names."""
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
        self._codes, self.names = coded_alike(stored, name, f"{name}_names")

    def holding(self, values: Collection[str]) -> Mask:
        return np.isin(self._codes, [self.names.index(value) for value in values if value in self.names])

    def count(self, documents: Array) -> Array:
        # Those without one come first.
        return np.bincount(self._codes.take(documents) - np.intp(NONE), minlength=len(self.names) + 1)[1:]


class ManyValued:
    """Read when it is asked for: numbers are many, and few questions are about them."""

    def __init__(self, name: str, stored: Sequence[Mapping[str, StoredArray]]) -> None:
        self._name, self._stored = name, stored
        self._pieces = [(arrays[name], arrays[f"{name}_names"], arrays[f"{name}_owners"]) for arrays in stored]
        self._starts = list(accumulate((arrays["keys"].length for arrays in stored), initial=0))

    @property
    def names(self) -> Sequence[str]:
        return self._every[1]

    def holding(self, values: Collection[str]) -> Mask:
        holding = np.zeros(self._starts[-1], bool)
        wanted = [value.encode() for value in values]
        for first, (codes, names, owners) in zip(self._starts, self._pieces, strict=False):
            known = names.read()
            places = known.searchsorted(wanted).tolist()
            held = [place for place, name in zip(places, wanted, strict=True) if name in known[place : place + 1]]
            if held:
                holding[owners.read()[np.isin(codes.read(), held)] + first] = True
        return holding

    def count(self, documents: Array) -> Array:
        codes, names, owners = self._every
        wanted = np.zeros(self._starts[-1], bool)
        wanted[documents] = True
        return np.bincount(codes[wanted.take(owners)], minlength=len(names))

    @cached_property
    def _every(self) -> tuple[Array, tuple[str, ...], Array]:
        """Of all segments the codes, what they stand for, and whose they are; kept for the next facet."""
        codes, names = coded_alike(self._stored, self._name, f"{self._name}_names")
        owners = [owners.read() + first for first, (_, _, owners) in zip(self._starts, self._pieces, strict=False)]
        return codes, names, joined(owners)


def coded_alike(stored: Sequence[Mapping[str, StoredArray]], codes: str, names: str) -> tuple[Array, tuple[str, ...]]:
    """The codes of all segments as places in one list of names; NONE stays."""
    own = [arrays[names].read() for arrays in stored]
    every, places = np.unique(joined(own), return_inverse=True)
    places = places.astype(np.min_scalar_type(-len(every) - 1))
    ends = accumulate(map(len, own))
    coded = [
        # NONE takes the last.
        np.append(places[end - len(some) : end], places.dtype.type(NONE)).take(arrays[codes].read())
        for some, end, arrays in zip(own, ends, stored, strict=True)
    ]
    return joined(coded), tuple(name.decode() for name in every.tolist())


def named(names: Sequence[str], counts: Array) -> dict[str, int]:
    """`names` are those of more codes than are counted here."""
    return {names[code]: count for code, count in enumerate(counts.tolist()) if count}


def byte_strings(values: Sequence[bytes]) -> Array:
    return np.array(values, f"S{max(map(len, values), default=1)}")
