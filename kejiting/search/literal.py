"""Find the rows of an index where any of some terms literally stands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kejiting.search.arrays import Array
from kejiting.search.table import Table


def rows_with_any(table: Table, terms: Sequence[str]) -> Array:
    found = [table.rows_with(term) for term in terms]
    return found[0] if len(found) == 1 else np.flatnonzero(table.mask(*found))
