"""What the desk knows of what is asked, on a department whose truth is known: beside plain ways to find, and the truth.

It runs in a process of its own, whose data folder is a new one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from tests.bench.rows import Row

REQUESTS = 40


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="kejiting-asks-") as folder:
        environment = os.environ | {"KEJITING_DATA_DIR": folder}
        made = subprocess.run(
            [sys.executable, "-m", "tests.bench.asks"], env=environment, stdout=subprocess.PIPE, check=True
        )
    for what, unit, ours, peer_name, peer in json.loads(made.stdout.splitlines()[-1]):
        yield Row(what, unit, ours, peer_name, peer)


def measure() -> None:
    """Write the rows as JSON."""
    from tests.department.fresh import fresh_department  # noqa: PLC0415

    made, loaded = fresh_department(REQUESTS)
    from tests.bench.speed import percentile  # noqa: PLC0415
    from tests.department.asks import OURS, measure_asks  # noqa: PLC0415

    measured = measure_asks(made, loaded, made.drafts)
    found: list[tuple[str, str, float, str, float]] = []
    for peer in (way for way in measured.ranked if way != OURS):
        found.append(
            ("nearest answers to an ask, R@5", "%", 100 * measured.recall(OURS), peer, 100 * measured.recall(peer))
        )
        found.append(("nearest answers to an ask, MRR", "%", 100 * measured.mrr(OURS), peer, 100 * measured.mrr(peer)))
    for what, told in (("newest figures of an ask", measured.figures), ("open promises of an ask", measured.promises)):
        found.append((f"{what}, right", f"of {told.asks}", told.right, "the truth", told.asks))
    found.append(("memory of an ask, p50", "ms", 1000 * percentile(measured.seconds, 0.5), "aim", 300))
    sys.stdout.write(f"{json.dumps(found)}\n")


if __name__ == "__main__":
    measure()
