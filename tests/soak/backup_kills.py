"""Kill backups, restores and imports at moments of chance: nothing half is taken for whole, and nothing is lost."""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.soak.chance import Chance
from tests.soak.installations import finish, new_base, start, start_python

POINTS = 40
_ORIGINALS = 200
# An import makes a base first, which takes ten seconds: of ten points one is an import
_DEEDS = ("backup", "restore") * 4 + ("backup", "import")
_LONGEST_LIFE = {"backup": 1.0, "restore": 1.0, "import": 14.0}
_WORK = """
import sys
import django
django.setup()
from django.core.management import call_command
print("at work", flush=True)
call_command(*sys.argv[1:])
"""
_VERIFY = """
import sys
from pathlib import Path
import django
django.setup()
from kejiting.backup.backups import backups_in
from kejiting.backup.manifest import Manifest
for folder in backups_in(Path(sys.argv[1])):
    Manifest.read(folder, "backup").verify(folder, lambda *_: None)
"""
_CHAIN = """
import django
django.setup()
from kejiting.audit.chain import breaks_in
from kejiting.audit.models import AuditHead, AuditRecord
for line in breaks_in(AuditRecord.objects.order_by("number"), AuditHead.objects.get()):
    print("the audit:", line)
"""


def kill_backups(seed: int, points: int = POINTS) -> list[str]:
    """What was wrong afterwards; nothing if all was well."""
    chance = Chance(f"{seed}:backup")
    problems: list[str] = []
    died: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="kejiting-soak-") as name:
        root = Path(name)
        data = new_base(root / "data")
        finish(start(data, "prepare"))
        _add_originals(data, chance)
        finish(start(data, "backup", str(root / "whole")))
        finish(start(data, "export", str(root / "bundle")))
        for point in range(points):
            deed = _DEEDS[point % len(_DEEDS)]
            place = root / f"{point}"
            words = {
                "backup": (data, "backup", str(place), "--keep", "1"),
                "restore": (place, "restore", str(root / "whole")),
                "import": (place, "import", str(root / "bundle")),
            }[deed]
            died[deed] += _kill(chance.uniform(0, _LONGEST_LIFE[deed]), *words)
            wrong = _wrong_backup(data, place) if deed == "backup" else _wrong_place(data, place, words[1:])
            problems += [f"point {point}, {deed}: {line}" for line in wrong]
            shutil.rmtree(place, ignore_errors=True)
    sys.stdout.write(f"killed at {points} points, at work {dict(died)}\n")
    return problems


def _kill(after: float, data: Path, *words: str) -> bool:
    """Whether it was still at work."""
    run = start_python(data, _WORK, *words)
    if run.stdout is None or not run.stdout.readline():
        raise RuntimeError("a run ended before it was at work")
    time.sleep(after)
    was_at_work = run.poll() is None
    run.kill()
    run.communicate()
    return was_at_work


def _wrong_backup(data: Path, target: Path) -> Iterator[str]:
    """Whole backups only; and the next one leaves itself, alone."""
    target.mkdir(exist_ok=True)
    if start_python(data, _VERIFY, str(target)).wait():
        yield "a half backup stands there as a whole one"
    finish(start(data, "backup", str(target), "--keep", "1"))
    if len(list(target.iterdir())) != 1:
        yield f"left behind: {sorted(path.name for path in target.iterdir())}"
    yield from _breaks_of_audit(data)


def _wrong_place(data: Path, place: Path, words: tuple[str, ...]) -> Iterator[str]:
    """Empty, or told to be half and made anew, or whole."""
    is_half = (place / ".restoring").exists()
    if is_half and start(place, "serve", errors=subprocess.DEVNULL).wait() == 0:
        yield "a half installation was served"
    if is_half or _is_empty(place):
        finish(start(place, *words))
    if _facts(place) != _facts(data):
        yield "other rows or originals than before"
    yield from _breaks_of_audit(place)


def _breaks_of_audit(data: Path) -> list[str]:
    return finish(start_python(data, _CHAIN)).splitlines()


def _is_empty(data: Path) -> bool:
    """It was killed before it began: looking whether there are tables makes an empty file."""
    if not (data / "kejiting.sqlite3").exists():
        return True
    with closing(sqlite3.connect(data / "kejiting.sqlite3")) as base:
        return base.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def _facts(data: Path) -> tuple[list[tuple[object, ...]], list[str]]:
    with closing(sqlite3.connect(data / "kejiting.sqlite3")) as base:
        letters = base.execute("SELECT id, text, version FROM proposals_replyletter ORDER BY id").fetchall()
        figures = base.execute("SELECT id, printed FROM measures_figure ORDER BY id").fetchall()
    return letters + figures, sorted(path.name for path in (data / "originals").glob("*/*"))


def _add_originals(data: Path, chance: random.Random) -> None:
    """So that copying takes some time."""
    for _ in range(_ORIGINALS):
        content = chance.randbytes(50_000)
        name = hashlib.sha256(content).hexdigest()
        path = data / "originals" / name[:2] / f"{name}.docx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
