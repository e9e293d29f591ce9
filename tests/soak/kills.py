"""Kill a run of `ingest_letters` again and again, let two run at once: the base holds each letter once, and whole."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from kejiting.search import SearchIndex
from tests.bench.letters import letters
from tests.soak.chance import Chance
from tests.soak.installations import finish, new_base, start

KILLS = 25
_LETTERS = 200
_LONGEST_LIFE = 0.8
_PASSAGES = """SELECT letter.source_sha256, letter.text, letter.status, part, start, "end"
FROM proposals_passage AS passage JOIN proposals_replyletter AS letter ON letter.id = passage.letter_id"""


def kill_runs(seed: int, points: int = KILLS) -> list[str]:
    """What was wrong afterwards; nothing if all was well."""
    chance = Chance(f"{seed}:kills")
    with tempfile.TemporaryDirectory(prefix="kejiting-soak-") as name:
        root = Path(name)
        folder = root / "letters"
        folder.mkdir()
        for place, text in enumerate(letters(_LETTERS, seed)):
            (folder / f"{place:04}.txt").write_text(text, encoding="utf-8")
        calm, killed, together = (new_base(root / name) for name in ("calm", "killed", "together"))
        finish(_start(folder, calm))
        kills = sum(_killed_at_work(folder, killed, chance) for _ in range(points))
        sys.stdout.write(f"killed {kills} times, with {_count(killed)} of {_LETTERS} letters saved\n")
        finish(_start(folder, killed))
        for run in [_start(folder, together), _start(folder, together)]:
            finish(run)
        return [
            *([] if kills >= points * 0.8 else [f"the run could be killed only {kills} times before it was done"]),
            *(f"after kills: {problem}" for problem in _differences(calm, killed)),
            *(f"after two runs at once: {problem}" for problem in _differences(calm, together)),
        ]


def _start(folder: Path, data: Path) -> subprocess.Popen[str]:
    return start(data, "ingest_letters", str(folder), "--publish", "--json")


def _killed_at_work(folder: Path, data: Path, chance: Chance) -> bool:
    """Let a run save its first new letter, then kill it at a moment of chance. False if there was nothing new."""
    with _start(folder, data) as run:
        for line in run.stdout or ():
            if '"status": "duplicate"' not in line:
                time.sleep(chance.uniform(0, _LONGEST_LIFE))
                run.kill()
                return True
    return False


def _differences(calm: Path, tried: Path) -> list[str]:
    """Everything in which a base that was tried differs from one that was made undisturbed."""
    with (
        closing(sqlite3.connect(calm / "kejiting.sqlite3")) as one,
        closing(sqlite3.connect(tried / "kejiting.sqlite3")) as other,
    ):
        wanted, held = _counts(one), _counts(other)
        problems = [
            f"{table}: {held[table]} rows, not {wanted[table]}"
            for table in wanted | held
            if held[table] != wanted[table]
        ]
        if _rows(one, _PASSAGES) != _rows(other, _PASSAGES):
            problems.append("the passages are others")
        if _rows(other, "PRAGMA integrity_check") != [("ok",)] or _rows(other, "PRAGMA foreign_key_check"):
            problems.append("the base is damaged")
    if SearchIndex(calm / "index").status() != SearchIndex(tried / "index").status():
        problems.append("the index holds something else")
    if "待告知 0 处改动" not in (said := finish(start(tried, "search_index", "status"))):
        problems.append(f"the index has not been told of all: {said}")
    return problems


def _counts(base: sqlite3.Connection) -> Counter[str]:
    """How many rows each table of letters has: `INSERT INTO "proposals_passage" VALUES(…` stands for one."""
    tables = (line.split('"')[1] for line in base.iterdump() if line.startswith('INSERT INTO "'))
    return Counter(table for table in tables if table.startswith("proposals_"))


def _rows(base: sqlite3.Connection, query: str) -> list[tuple[object, ...]]:
    return sorted(base.execute(query).fetchall(), key=repr)


def _count(data: Path) -> int:
    with closing(sqlite3.connect(data / "kejiting.sqlite3")) as base:
        return len(_rows(base, "SELECT id FROM proposals_replyletter"))
