"""Find the rows of an index where any of some terms literally stands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kejiting.search.whoosh.arrays import Array
from kejiting.search.whoosh.snapshot import Snapshot


def rows_with_any(snapshot: Snapshot, terms: Sequence[str]) -> Array:
    found = [snapshot.rows_with(term) for term in terms]
    return found[0] if len(found) == 1 else np.flatnonzero(snapshot.mask(*found))
