"""What the index says about itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """`entries` passages under `documents` letters and plans; `current` is False if it has to be rebuilt.

    `needs_compaction`: many saves have scattered it, so that it answers more slowly than if it were built anew.
    """

    entries: int
    documents: int
    version: str
    current: bool
    needs_compaction: bool = False
