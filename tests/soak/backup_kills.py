"""Kill backups, restores and imports at moments of chance: nothing half is taken for whole, and nothing is lost."""

from __future__ import annotations

import hashlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.cluster.postgres import Server
from tests.soak.chance import Chance
from tests.soak.installations import Installation

POINTS = 60
_ORIGINALS = 200
_DEEDS = ("backup", "restore", "import")
_LONGEST_LIFE = {"backup": 1.0, "restore": 1.5, "import": 8.0}
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
# What an installation holds, and what is broken in its audit; nothing if it has no tables
_FACTS = """
import hashlib
import django
django.setup()
from django.apps import apps
from django.conf import settings
from django.db import connection
from kejiting.audit.chain import breaks_in
from kejiting.audit.models import AuditHead, AuditRecord
if connection.introspection.table_names():
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        if model._meta.app_label in {"proposals", "measures"} and model._meta.model_name != "indexoutbox":
            rows = model._base_manager.order_by("pk").values_list()
            print(model._meta.label, len(rows), hashlib.sha256(repr(list(rows)).encode()).hexdigest())
    print(*sorted(path.name for path in (settings.DATA_DIR / "originals").glob("*/*")))
    for line in breaks_in(AuditRecord.objects.order_by("number"), AuditHead.objects.get()):
        print("the audit:", line)
"""


def kill_backups(seed: int, points: int = POINTS, server: Server | None = None) -> list[str]:
    """What was wrong afterwards; nothing if all was well. On SQLite, or on bases of the server's."""
    chance = Chance(f"{seed}:backup")
    problems: list[str] = []
    died: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="kejiting-soak-") as name:
        root = Path(name)
        source = Installation.at(root / "source", server)
        source.run("migrate", "-v0")
        source.run("prepare")
        add_originals(source.data, chance, _ORIGINALS)
        source.run("backup", str(root / "whole"))
        source.run("export", str(root / "bundle"))
        wanted = {
            "restore": source.run_python(_FACTS),
            "import": _imported(Installation.at(root / "imported", server), root / "bundle"),
        }
        for point in range(points):
            deed = _DEEDS[point % len(_DEEDS)]
            place = Installation.at(root / f"place{point}", server)
            after = chance.uniform(0, _LONGEST_LIFE[deed])
            if deed == "backup":
                died[deed] += _kill(after, source, "backup", str(place.data), "--keep", "1")
                wrong = _wrong_backup(source, place.data)
            else:
                words = (deed, str(root / {"restore": "whole", "import": "bundle"}[deed]))
                died[deed] += _kill(after, place, *words)
                wrong = _wrong_place(place, words, wanted[deed])
            problems += [f"point {point}, {deed}: {line}" for line in wrong]
            shutil.rmtree(place.data, ignore_errors=True)
    sys.stdout.write(f"killed at {points} points, at work {dict(died)}, {len(problems)} wrong\n")
    return problems


def _imported(place: Installation, bundle: Path) -> str:
    place.run("import", str(bundle))
    return place.run_python(_FACTS)


def _kill(after: float, place: Installation, *words: str) -> bool:
    """Whether it was still at work."""
    run = place.start_python(_WORK, *words)
    if run.stdout is None or not run.stdout.readline():
        raise RuntimeError("a run ended before it was at work")
    time.sleep(after)
    was_at_work = run.poll() is None
    run.kill()
    run.communicate()
    return was_at_work


def _wrong_backup(source: Installation, target: Path) -> Iterator[str]:
    """Whole backups only; and the next one leaves itself, alone."""
    target.mkdir(exist_ok=True)
    if source.start_python(_VERIFY, str(target)).wait():
        yield "a half backup stands there as a whole one"
    source.run("backup", str(target), "--keep", "1")
    if len(list(target.iterdir())) != 1:
        yield f"left behind: {sorted(path.name for path in target.iterdir())}"


def _wrong_place(place: Installation, words: tuple[str, ...], wanted: str) -> Iterator[str]:
    """Empty, or told to be half and made anew, or whole."""
    is_half = (place.data / ".restoring").exists()
    if is_half and place.start("serve", errors=subprocess.DEVNULL).wait() == 0:
        yield "a half installation was served"
    # killed before it began: looking whether there are tables makes an empty file
    if is_half or not place.run_python(_FACTS):
        place.run(*words)
    if (held := place.run_python(_FACTS)) != wanted:
        yield from sorted(set(held.splitlines()) ^ set(wanted.splitlines()))


def add_originals(data: Path, chance: random.Random, count: int) -> None:
    """So that copying takes some time: of 50 kB each."""
    for _ in range(count):
        content = chance.randbytes(50_000)
        name = hashlib.sha256(content).hexdigest()
        path = data / "originals" / name[:2] / f"{name}.docx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
