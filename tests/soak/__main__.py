"""The long tests: `python -m tests.soak [--seed N] [--count N] [--failures FOLDER]`. Exit 1 on a failure."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tests.bench.letters import PROJECT
from tests.cluster.postgres import PRIMARY, postgres_cluster
from tests.soak.act_kills import kill_acts
from tests.soak.backup_beside_readers import back_up_beside_readers
from tests.soak.backup_kills import kill_backups
from tests.soak.crowd import run_crowd
from tests.soak.fuzz import fuzz
from tests.soak.index_kills import kill_at_points
from tests.soak.kills import kill_runs
from tests.soak.load import load_runs
from tests.soak.patterns import run_patterns
from tests.soak.two_servers import change_on_two_servers


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description="Fuzzing, kills and load.")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="repeats a run; a new one by default")
    parser.add_argument("--count", type=int, default=50_000, help="mutated letters")
    parser.add_argument("--failures", type=Path, default=PROJECT / "var" / "soak", help="where failing cases are kept")
    options = parser.parse_args()
    began = time.monotonic()
    sys.stdout.write(f"seed {options.seed}\n")
    failed = fuzz(options.seed, options.count, options.failures)
    problems = [
        *kill_runs(options.seed),
        *kill_at_points(options.seed),
        *kill_backups(options.seed),
        *kill_acts(options.seed),
        *_on_postgres(options.seed),
        *run_patterns(),
        *load_runs(options.seed),
        *run_crowd(letters=2_000, seconds=60),
        *back_up_beside_readers(letters=2_000, originals=2_000, seconds=20),
        *change_on_two_servers(options.seed),
    ]
    for problem in problems:
        sys.stdout.write(f"failed: {problem}\n")
    seconds = time.monotonic() - began
    sys.stdout.write(
        f"{options.count} cases, {failed} failed; kills and load: {len(problems)} failures; {seconds:.0f} seconds\n"
    )
    return 1 if failed or problems else 0


def _on_postgres(seed: int) -> list[str]:
    with postgres_cluster(replicas=0) as servers:
        return [*kill_backups(seed, server=servers[PRIMARY]), *kill_acts(seed, server=servers[PRIMARY])]


if __name__ == "__main__":
    sys.exit(main())
