"""A base behind all migrations, which take ten seconds: made once in a run, copied by all who need one."""

from __future__ import annotations

import fcntl
from pathlib import Path

from tests.soak.installations import new_base


def migrated_once(folder: Path) -> Path:
    """Return the SQLite file in the folder that all processes of a run share; the first makes it, the others wait."""
    base = folder / "migrated" / "kejiting.sqlite3"
    with (folder / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not base.exists():
            new_base(folder / "migrating").rename(base.parent)
    return base
