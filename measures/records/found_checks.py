"""What the rules find among the points near a change and in the sentences of the letters that changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from measures.extraction.checks import Kind, PointComparison, Statement, check_sentences


@dataclass(frozen=True, slots=True)
class FoundDiscrepancy:
    """`members` are figures in the order in which they are shown, `indicators` those of them that are settled.

    `says` is empty for a pair: its words are looked up only where they are needed.
    """

    kind: Kind
    members: tuple[int, ...]
    printed: tuple[str, ...]
    indicators: tuple[int, ...]
    says: str = ""

    @property
    def key(self) -> str:
        """What is known again: another number in the same place is another check."""
        return check_key(self.kind, zip(self.members, self.printed, strict=True))


def check_key(kind: str, members: Iterable[tuple[int, str]]) -> str:
    """`members`: the ids of figures, and what they print."""
    return sha256(f"{kind} {sorted((pk, ''.join(printed.split())) for pk, printed in members)}".encode()).hexdigest()


def found_of(looked: PointComparison, indicator: int) -> list[FoundDiscrepancy]:
    return [
        FoundDiscrepancy(
            pair.kind,
            (pair.earlier.id, pair.later.id),
            (pair.earlier.printed, pair.later.printed),
            (indicator,),
        )
        for pair in looked.pairs
    ]


def found_in_sentences(stated: Mapping[int, Statement], indicators: Mapping[int, int]) -> list[FoundDiscrepancy]:
    """The sums and shares in which any figure is settled."""
    return [
        FoundDiscrepancy(
            one.kind,
            one.members,
            tuple(stated[member].printed for member in one.members),
            tuple(dict.fromkeys(indicators[member] for member in one.members if member in indicators)),
            one.says,
        )
        for one in check_sentences(tuple(stated.values()))
        if any(member in indicators for member in one.members)
    ]
