"""What an examination of the installation is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

# So many are named in a sentence; of all others it says how many they are
_NAMED = 5


class Depth(IntEnum):
    """`QUICK`: what a page can wait for; `FULL`: also all of that of which otherwise a part is looked at."""

    QUICK = 0
    USUAL = 1
    FULL = 2


class Severity(StrEnum):
    """`ERROR`: something is lost, wrong or soon fails; `WARNING`: it is to be seen to."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Defect:
    """Something that is amiss: a Chinese sentence that also says what to do.

    `mend` sees to it without losing anything that people set, and returns a sentence of what it did; None if a person has to.
    """

    message: str
    severity: Severity = Severity.ERROR
    mend: Callable[[], str] | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """`at` says in Chinese what was looked at: it stands behind 已检查."""

    at: str
    defects: Sequence[Defect] = ()


@dataclass(frozen=True, slots=True)
class Examination:
    """`look` may raise OSError or django.db.Error: then it could not be looked at. `least` is the depth from which on it is."""

    name: str
    label: str
    look: Callable[[Depth], Looked]
    least: Depth = Depth.QUICK


def listed(names: Iterable[object]) -> str:
    """甲、乙、丙、丁、戊等 7 处: the first of them, and how many there are."""
    every = [str(name) for name in names]
    shown = "、".join(every[:_NAMED])
    return f"{shown}等 {len(every)} 处" if len(every) > _NAMED else shown
