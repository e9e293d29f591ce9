"""The long tests: `python -m tests.soak [--seed N] [--share PART] [--only NAME …]`. Exit 1 on a failure."""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.letters import PROJECT
from tests.cluster.postgres import PRIMARY, Server, postgres_cluster
from tests.soak import act_kills, backup_kills, index_kills, kills, two_servers
from tests.soak.backup_beside_readers import back_up_beside_readers
from tests.soak.crowd import run_crowd
from tests.soak.fuzz import fuzz
from tests.soak.load import load_runs
from tests.soak.patterns import run_patterns

_MUTATED = 50_000


@dataclass(frozen=True, slots=True)
class Run:
    """`share` of all that is tried, `seed` repeats it, `failures` is where mutated letters are kept that fail."""

    seed: int
    share: float
    failures: Path

    def of(self, count: int) -> int:
        return max(2, round(count * self.share))


def _fuzz(run: Run) -> list[str]:
    failed = fuzz(run.seed, run.of(_MUTATED), run.failures)
    return [f"{failed} mutated letters, kept in {run.failures}"] if failed else []


def _kill(run: Run, server: Server | None = None) -> list[str]:
    return [
        *backup_kills.kill_backups(run.seed, run.of(backup_kills.POINTS), server),
        *act_kills.kill_acts(run.seed, run.of(act_kills.POINTS), server),
    ]


def _kill_on_postgres(run: Run) -> list[str]:
    with postgres_cluster(replicas=0) as servers:
        return _kill(run, servers[PRIMARY])


PARTS: dict[str, Callable[[Run], list[str]]] = {
    "fuzz": _fuzz,
    "runs": lambda run: kills.kill_runs(run.seed, run.of(kills.KILLS)),
    "index": lambda run: index_kills.kill_at_points(run.seed, run.of(index_kills.POINTS)),
    "kills": _kill,
    "postgres": _kill_on_postgres,
    "patterns": lambda run: run_patterns(),
    "load": lambda run: load_runs(run.seed),
    "crowd": lambda run: run_crowd(letters=run.of(2000), seconds=run.of(60)),
    "backup": lambda run: back_up_beside_readers(run.of(2000), run.of(2000), run.of(20)),
    "servers": lambda run: two_servers.change_on_two_servers(
        run.seed, run.of(two_servers.CHANGES), run.of(two_servers.KILLS)
    ),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description="Fuzzing, kills and load.")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="repeats a run; a new one by default")
    parser.add_argument("--share", type=float, default=1.0, help="of all that is tried: 0.05 is a twentieth")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=[*PARTS], metavar="NAME", help=", ".join(PARTS))
    parser.add_argument("--failures", type=Path, default=PROJECT / "var" / "soak", help="where failing cases are kept")
    options = parser.parse_args()
    sys.stdout.write(f"seed {options.seed}\n")
    began = time.monotonic()
    problems = list(_problems(options.only, Run(options.seed, options.share, options.failures)))
    sys.stdout.write(f"{len(problems)} failures; {time.monotonic() - began:.0f} seconds\n")
    return 1 if problems else 0


def _problems(names: list[str], run: Run) -> Iterator[str]:
    for name in names:
        began = time.monotonic()
        for problem in _tried(name, run):
            sys.stdout.write(f"failed: {problem}\n")
            yield problem
        sys.stdout.write(f"{name}: {time.monotonic() - began:.0f} seconds\n")
        sys.stdout.flush()


def _tried(name: str, run: Run) -> list[str]:
    """What went wrong; the other parts are run all the same."""
    try:
        return PARTS[name](run)
    except Exception as error:
        traceback.print_exc()
        return [f"{name} did not run to its end: {error!r}"]


if __name__ == "__main__":
    sys.exit(main())
