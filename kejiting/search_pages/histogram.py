"""How the letters found spread over the years, as bars of which each leads to its year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kejiting.search import FacetCount
from kejiting.web.querystring import addresses

# A year misread as 2125 must not draw a hundred empty bars
_MOST_YEARS = 30


@dataclass(frozen=True, slots=True)
class Bar:
    """`height` is in percent of the highest; `address` is None for a year without letters."""

    year: int
    count: int
    height: int
    address: str | None


def bars(years: Sequence[FacetCount], asked: Mapping[str, object]) -> list[Bar]:
    """One bar a year, the oldest first, the years without letters in between; none for a single year."""
    counts = {int(one.value): one.count for one in years}
    if len(counts) < 2:
        return []
    span = range(min(counts), max(counts) + 1)
    most = max(counts.values())
    narrowed = dict(zip(counts, addresses(asked, "year", counts), strict=True))
    return [
        Bar(
            year,
            counts.get(year, 0),
            -(-100 * counts.get(year, 0) // most),
            narrowed.get(year),
        )
        for year in (span if len(span) <= _MOST_YEARS else sorted(counts))
    ]
