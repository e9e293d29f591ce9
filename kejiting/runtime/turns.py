"""Runs on one installation take turns: of two that begin at once, one has done all before the other looks."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


@contextmanager
def in_turn(name: str) -> Iterator[None]:
    """Wait till no other process of the installation is within a block of this name; the system ends the turn of one that
    is killed. Raises OSError where the folder that its servers share cannot be written."""
    with (Path(settings.SHARED_DIR) / f"{name}.lock").open("wb") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield
