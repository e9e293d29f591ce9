"""How long questions take, and which of the times counts."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kejiting.search import SearchQuery

WARM_ROUNDS = 3
# What each engine took, question by question, in milliseconds
Taken = Mapping[str, Sequence[float]]


def cold_and_warm(
    engines: Mapping[str, Callable[[SearchQuery], object]], queries: Sequence[SearchQuery]
) -> tuple[Taken, Taken]:
    """Cold: words this process has not met. Warm: the same words once more, the best of some rounds.

    Warm questions ask for other pages, which no answer that was kept fits.
    """
    cold = {name: [milliseconds(ask, query) for query in queries] for name, ask in engines.items()}
    rounds = [
        {
            name: [milliseconds(ask, replace(query, size=query.size + more)) for query in queries]
            for name, ask in engines.items()
        }
        for more in range(1, WARM_ROUNDS + 1)
    ]
    return cold, {name: list(map(min, *(one[name] for one in rounds))) for name in engines}


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that is not less than this share of them."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def milliseconds(work: Callable[..., object], *values: object) -> float:
    began = time.perf_counter()
    work(*values)
    return (time.perf_counter() - began) * 1000
