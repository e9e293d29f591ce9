"""What filters, facets and sorts know of letters and plans: a column a property, a place a document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain

import numpy as np

from kejiting.search.entries import Document
from kejiting.search.query import Filters
from kejiting.search.whoosh.arrays import Array, Mask, StoredArray, joined

PLAN_PREFIX = "plan:"
# A property that facets count: its place in the written card, and in `Filters`.
CODED = ("year", "kind", "session", "agency")
NONE = -1


def write_card(document: Document) -> str:
    """A `Document` without its texts, as it stands in the index."""
    written_on = document.written_on.isoformat() if document.written_on else None
    card = {
        "key": document.key,
        "written_on": written_on,
        "year": written_on and written_on[:4],
        "kind": document.kind,
        "session": document.session,
        "agency": document.agency,
        "delegates": document.delegates,
        "number": document.number,
    }
    return json.dumps(card, ensure_ascii=False)


def column_arrays(written: Iterable[str]) -> dict[str, Array]:
    columns = [json.loads(card) for card in written]
    arrays = {
        "keys": _texts(card["key"] for card in columns),
        "is_letter": np.array([not card["key"].startswith(PLAN_PREFIX) for card in columns], bool),
        "identities": np.array([_identity(card["key"]) for card in columns], np.int64),
        "dates": np.array([_ordinal(card["written_on"]) for card in columns], np.int64),
        "proposal_numbers": np.array([NONE if c["number"] is None else c["number"] for c in columns], np.int64),
    }
    for name in CODED:
        arrays[name], arrays[f"{name}_names"] = _coded([card[name] for card in columns])
    signed = [(place, name) for place, card in enumerate(columns) for name in card["delegates"]]
    arrays["signers"], arrays["signer_names"] = _coded([name for _, name in signed])
    arrays["signed"] = np.array([place for place, _ in signed], np.int64)
    return arrays


class DocumentColumns:
    """The documents of an index, in the order of their rows."""

    def __init__(self, stored: Sequence[Mapping[str, StoredArray]]) -> None:
        """Of the arrays of each segment."""
        self._stored = stored
        self._keys, self.is_letter, self.identities, self.dates, self.proposal_numbers = (
            joined([arrays[name].read() for arrays in stored])
            for name in ("keys", "is_letter", "identities", "dates", "proposal_numbers")
        )
        coded = {name: coded_alike(stored, name, f"{name}_names") for name in CODED}
        self.codes = {name: codes for name, (codes, _) in coded.items()}
        self.names = {name: names for name, (_, names) in coded.items()}

    def __len__(self) -> int:
        return len(self._keys)

    def key(self, place: int) -> str:
        key: bytes = self._keys[place]
        return key.decode()

    def fitting(self, filters: Filters) -> Mask | None:
        """Documents that pass all filters but that for the part, which each passage has to pass; None: all do."""
        wanted = {name: getattr(filters, name) for name in CODED if getattr(filters, name) is not None}
        if not wanted and filters.delegate is None:
            return None
        fits = self.is_letter.copy()
        for name, value in wanted.items():
            fits &= self.codes[name] == _code(self.names[name], str(value))
        if filters.delegate is not None:
            fits &= joined([_signed_by(filters.delegate, arrays) for arrays in self._stored])
        return fits


def _signed_by(delegate: str, arrays: Mapping[str, StoredArray]) -> Mask:
    """Which documents of a segment."""
    name, names = delegate.encode(), arrays["signer_names"].read()
    signed = np.zeros(arrays["keys"].length, bool)
    code = int(names.searchsorted(name))
    if code < len(names) and names[code] == name:
        signed[arrays["signed"].read()[arrays["signers"].read() == code]] = True
    return signed


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


def _coded(values: Sequence[str | None]) -> tuple[Array, Array]:
    """For each value its place among the different ones, NONE for None."""
    names = sorted({value.encode() for value in values if value is not None})
    place_of = {name: place for place, name in enumerate(names)}
    codes = [NONE if value is None else place_of[value.encode()] for value in values]
    return np.array(codes, np.int32), _array(names)


def _code(names: Sequence[str], value: str) -> int:
    return names.index(value) if value in names else NONE - 1


def _texts(values: Iterable[str]) -> Array:
    return _array([value.encode() for value in values])


def _array(values: Sequence[bytes]) -> Array:
    return np.array(values, f"S{max(map(len, values), default=1)}")


def _identity(key: str) -> int:
    identity = key.partition(":")[2]
    return int(identity) if identity.isdecimal() else 0


def _ordinal(written_on: str | None) -> int:
    return date.fromisoformat(written_on).toordinal() if written_on else NONE
