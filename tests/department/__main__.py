"""Measure the checks on a department of ten years: `python -m tests.department [--requests 40] [--errors 50] [--truth FILE]`.

The base is a new one, in a temporary folder.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

from tests.department.story import DRAFTS, SEED, department

_UNTOUCHED = 100


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.department")
    parser.add_argument("--requests", type=int, default=40, help="a year")
    parser.add_argument("--errors", type=int, default=50, help="of each kind")
    parser.add_argument("--truth", type=Path, help="write the truth here, as JSON, and measure nothing")
    options = parser.parse_args()
    if options.truth:
        made = department(SEED, requests=options.requests, drafts=DRAFTS)
        options.truth.write_text(made.to_json(), encoding="utf-8")
        return
    with tempfile.TemporaryDirectory(prefix="kejiting-department-") as folder:
        os.environ |= {"KEJITING_DATA_DIR": folder}
        _measure(options.requests, options.errors)


def _measure(requests: int, errors: int) -> None:
    # Django is set up for the folder that was only just made
    from tests.department.fresh import fresh_department  # noqa: PLC0415

    made, loaded = fresh_department(requests)
    from tests.department.faults import FAULTS  # noqa: PLC0415
    from tests.department.measure import disturbed, recall, sample, untouched  # noqa: PLC0415

    sys.stdout.write(f"{len(loaded.letters)} letters, {loaded.figures} figures settled, not read: {loaded.missing}\n")
    for kind in FAULTS:
        measured = recall(made, kind, errors)
        sys.stdout.write("\n  ".join((str(measured), *measured.missed[:5])) + "\n")
    tried, wrong = disturbed(made, sample(made, _UNTOUCHED))
    sys.stdout.write("\n  ".join((f"traps: {len(wrong)} of {tried} found", *wrong[:5])) + "\n")
    as_they_are = untouched(made, sample(made, _UNTOUCHED))
    sys.stdout.write(
        f"untouched: {as_they_are.letters} letters, must {as_they_are.must}, of kinds that remember "
        f"{as_they_are.memory_a_letter:.2f} a letter, median {statistics.median(as_they_are.milliseconds)} ms\n"
    )


if __name__ == "__main__":
    main()
