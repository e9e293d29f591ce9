"""How the letters found spread over the years, as bars of which each leads to its year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from kejiting.search import FacetCount
from kejiting.web.markup import fill
from kejiting.web.querystring import addresses

# A year misread as 2125 must not draw a hundred empty bars
_MOST_YEARS = 30
_BAR = """<span class="bar-count">{count}<span class="unseen">份，</span></span>
<svg aria-hidden="true" viewBox="0 0 10 100" preserveAspectRatio="none"><rect y="{top}" width="10" height="{height}" /></svg>
<span class="bar-year">{year}<span class="unseen">年</span></span>"""
_LEADING = '<li><a href="{address}">{bar}</a></li>'
_EMPTY = '<li><span class="no-bar">{bar}</span></li>'


@dataclass(frozen=True, slots=True)
class Bar:
    """`height` is in percent of the highest; `address` is as it stands in HTML, None for a year without letters."""

    year: int
    count: int
    height: int
    address: SafeString | None

    @property
    def top(self) -> int:
        """Where the bar begins, counted from above."""
        return 100 - self.height

    @property
    def html(self) -> SafeString:
        bar = fill(_BAR, count=self.count, top=self.top, height=self.height, year=self.year)
        return fill(_LEADING if self.address else _EMPTY, bar=bar, address=self.address)


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
