"""Run the tests that touch the database once more, on a real PostgreSQL: `python -m tests.on_postgres`.

Tests that ask no database are left out by tests/conftest.py. What is left out here asks it for nothing in which
PostgreSQL and SQLite differ (names of constraints, locks, JSON, order of texts, NUL, large numbers), or asks it what
others ask, too.

The server is the primary of tests/cluster without replicas: it lives in a temporary folder, listens on the loopback only,
does not wait for the disk, and ends with the run.
"""

from __future__ import annotations

import os
import subprocess
import sys

from tests.cluster.postgres import PRIMARY, postgres_cluster

TOUCH_THE_DATABASE = [
    "tests/api",
    "tests/admin",
    "tests/entry",
    "tests/plan_entry",
    "tests/pages",
    "tests/records",
    "tests/topics",
    "tests/annotations",
    "tests/audit",
    "tests/citations",
    "tests/commitments",
    "tests/indicators",
    "tests/following",
    "tests/scoreboard",
    "tests/queues",
    "tests/overview",
    "tests/commands",
    "tests/doctor",
]
LEFT_OUT = [
    # forms and pages, whose reads and writes tests/records and the rest of tests/entry make as well
    "tests/admin/test_letter_admin.py",
    "tests/entry/test_review.py",
    "tests/entry/test_review_actions_random.py",
    # texts that are not read in time, whatever base they would go into
    "tests/entry/test_endless_texts.py",
    # what the index finds: its rows are fetched by their keys, in tests/api/test_search_api.py, too; and texts of help
    "tests/pages/test_search.py",
    "tests/pages/test_search_properties.py",
    "tests/pages/test_recognised.py",
    "tests/pages/test_help.py",
    # the first start, which tests/cluster makes on a PostgreSQL as a process
    "tests/commands/test_prepare.py",
    # all pages once more for what querysets leave out, of which its last test asks every model
    "tests/pages/test_nowhere.py::test_it_works",
    # what the command prints of what tests/doctor/test_damages.py finds
    "tests/doctor/test_command.py",
]


def main() -> int:
    words = [*TOUCH_THE_DATABASE, *(f"--deselect={path}" for path in LEFT_OUT)]
    command = [sys.executable, "-m", "pytest", "-n", "auto", "--maxprocesses", "4", *words]
    with postgres_cluster(replicas=0) as servers:
        environment = {**os.environ, "KEJITING_DATABASE_URL": servers[PRIMARY].url}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
