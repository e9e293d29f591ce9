"""What a check finds: figures that agree badly or well, and a sentence that says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256


class Kind(StrEnum):
    """What was found. None of them says which figure is right."""

    DIFFERS = "differs"
    UNCHANGED = "unchanged"
    SUM = "sum"
    SUM_HOLDS = "sum_holds"
    PERCENT = "percent"
    PERCENT_HOLDS = "percent_holds"

    @property
    def label(self) -> str:
        """Two to five Chinese words for people."""
        return _LABELS[self]


_LABELS = {
    Kind.DIFFERS: "请核口径",
    Kind.UNCHANGED: "数值未更新",
    Kind.SUM: "合计对不上",
    Kind.SUM_HOLDS: "合计相符",
    Kind.PERCENT: "比例对不上",
    Kind.PERCENT_HOLDS: "比例相符",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """`members` are the ids of figures in the order in which they are shown, `printed` what each of them prints.

    `says` is one Chinese sentence that quotes them, empty for two points of a line: their words are looked up only where
    they are needed. `indicators` are those of the members, as far as whoever keeps the finding knows.
    """

    kind: Kind
    members: tuple[int, ...]
    printed: tuple[str, ...]
    says: str = ""
    indicators: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """What is known again: another number in the same place is another finding."""
        stated = sorted(zip(self.members, ("".join(printed.split()) for printed in self.printed), strict=True))
        return sha256(f"{self.kind} {stated}".encode()).hexdigest()
