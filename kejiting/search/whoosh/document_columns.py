"""What filters, facets and sorts know of letters and plans: a column a property, a place a document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from kejiting.search.entries import PLAN_PREFIX, Document
from kejiting.search.properties import OF_DOCUMENTS
from kejiting.search.query import Filters
from kejiting.search.whoosh.arrays import Array, Mask, StoredArray, joined
from kejiting.search.whoosh.property_columns import NONE, byte_strings, open_column, property_arrays

_MOST_HELD = 64


def write_card(document: Document) -> str:
    """A `Document` without its texts, as it stands in the index."""
    card = {
        "key": document.key,
        "written_on": document.written_on.isoformat() if document.written_on else None,
        "number": document.number,
        "properties": dict(document.properties),
    }
    return json.dumps(card, ensure_ascii=False)


def column_arrays(written: Iterable[str]) -> dict[str, Array]:
    cards = [json.loads(card) for card in written]
    arrays = {
        "keys": byte_strings([card["key"].encode() for card in cards]),
        "is_letter": np.array([not card["key"].startswith(PLAN_PREFIX) for card in cards], bool),
        "identities": np.array([_identity(card["key"]) for card in cards], np.int64),
        "dates": np.array([_ordinal(card["written_on"]) for card in cards], np.int64),
        "proposal_numbers": np.array([NONE if c["number"] is None else c["number"] for c in cards], np.int64),
    }
    for one in OF_DOCUMENTS:
        arrays |= property_arrays(one, [card["properties"].get(one.name, ()) for card in cards])
    return arrays


class DocumentColumns:
    """The documents of an index, in the order of their rows; `properties` by their names."""

    def __init__(self, stored: Sequence[Mapping[str, StoredArray]]) -> None:
        """Of the arrays of each segment."""
        self._keys, self.is_letter, self.identities, self.dates, self.proposal_numbers = (
            joined([arrays[name].read() for arrays in stored])
            for name in ("keys", "is_letter", "identities", "dates", "proposal_numbers")
        )
        self.properties = {one.name: open_column(one, stored) for one in OF_DOCUMENTS}
        self._holding: dict[tuple[str, tuple[str, ...]], Mask] = {}

    def __len__(self) -> int:
        return len(self._keys)

    def key(self, place: int) -> str:
        key: bytes = self._keys[place]
        return key.decode()

    def places_among(self, keys: Sequence[str]) -> Array:
        """For each document its place in `keys`, NONE for one that is not there."""
        names = byte_strings([key.encode() for key in (*keys, "")])  # "" is the key of none
        order = names.argsort()
        places = order.take(names.searchsorted(self._keys, sorter=order), mode="clip")
        return np.where(names.take(places) == self._keys, places, NONE)

    def fitting(self, filters: Filters) -> Mask | None:
        """Documents that pass all filters but that for the part, which each passage has to pass; None: all do."""
        masks = [self.holding(name, some) for name, some in filters.wanted if name in self.properties]
        return np.logical_and.reduce(masks) if masks else None

    def holding(self, name: str, values: tuple[str, ...]) -> Mask:
        """Those that have one of these values of the property of this name; a question asks for it several times."""
        holding = self._holding.get((name, values))
        if holding is None:
            holding = self.properties[name].holding(values)
            if len(self._holding) >= _MOST_HELD:
                self._holding.clear()
            self._holding[name, values] = holding
        return holding


def _identity(key: str) -> int:
    identity = key.partition(":")[2]
    return int(identity) if identity.isdecimal() else 0


def _ordinal(written_on: str | None) -> int:
    return date.fromisoformat(written_on).toordinal() if written_on else NONE
