"""Run the tests that touch the database once more, on a real PostgreSQL: `python -m tests.on_postgres`.

`selection.py` says which: those that repeat what others ask are left out, where a run on SQLite has noted what each asks;
without one, all are run.

The server is the primary of tests/cluster without replicas: it lives in a temporary folder, listens on the loopback only,
does not wait for the disk, and ends with the run.
"""

from __future__ import annotations

import os
import subprocess
import sys

from tests.cluster.postgres import PRIMARY, postgres_cluster

LEFT_OUT = (
    # browsers, all roles and all pages once more, which ask what the tests of those pages ask
    "tests/e2e",
    "tests/security/test_access_matrix.py",
    "tests/pages/test_nowhere.py",
    # bases of their own; SQLite alone; nothing of the base
    "tests/cluster",
    "tests/upgrades",
    "tests/test_table_statistics.py",
    "tests/test_on_postgres.py",
    "tests/text",
    "tests/extraction",
)


def main() -> int:
    words = ["--fewest", "-n", "auto", "--maxprocesses", "4", *(f"--ignore={path}" for path in LEFT_OUT)]
    with postgres_cluster(replicas=0) as servers:
        environment = {**os.environ, "KEJITING_DATABASE_URL": servers[PRIMARY].url}
        return subprocess.run([sys.executable, "-m", "pytest", *words], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
