"""What a draft says of how its own figures hang together, reckoned anew by the rules of one table.

A result that misses what is said by a power of ten is a slip of scale (N3), any other one figures that disagree (N2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.mismatch import Mismatch, by_sentence
from kejiting.draft_checks.own_changes import changes, net_changes
from kejiting.draft_checks.own_claims import claims
from kejiting.draft_checks.own_shares import averages, parts_of, products, shares_of_whole, shares_over_all
from kejiting.draft_checks.own_sums import batches, sums
from kejiting.draft_checks.own_wholes import counts_with_the_rest, parts_over_whole, rates, shares_in_all
from kejiting.draft_checks.plausible import implausible, leverage
from kejiting.draft_checks.stated import DraftFigure, figures_of

_RULES: tuple[Callable[[list[DraftFigure]], Iterator[Mismatch]], ...] = (
    changes,
    net_changes,
    parts_of,
    shares_of_whole,
    averages,
    products,
    sums,
    leverage,
    shares_over_all,
    rates,
    parts_over_whole,
    counts_with_the_rest,
    shares_in_all,
    implausible,
)


def mismatches(draft: ReplyDraft) -> Iterator[Mismatch]:
    """Yield what does not hold of all that the draft says of its figures, sentence by sentence."""
    for figures in by_sentence(figures_of(draft)):
        for rule in _RULES:
            yield from rule(figures)
    yield from batches(figures_of(draft))
    yield from claims(figures_of(draft))
