"""What the index says about itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """`entries` passages under `documents` letters and plans; `current` is False if it has to be rebuilt.

    `scattered` by many saves, it answers more slowly than if it were built anew.
    """

    entries: int
    documents: int
    version: str
    current: bool
    scattered: bool = False
