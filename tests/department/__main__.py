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

from tests.department.story import department

_SEED, _DRAFTS, _UNTOUCHED = 157, 30, 100


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.department")
    parser.add_argument("--requests", type=int, default=40, help="a year")
    parser.add_argument("--errors", type=int, default=50, help="of each kind")
    parser.add_argument("--truth", type=Path, help="write the truth here, as JSON, and measure nothing")
    options = parser.parse_args()
    made = department(_SEED, requests=options.requests, drafts=_DRAFTS)
    if options.truth:
        options.truth.write_text(made.to_json(), encoding="utf-8")
        return
    with tempfile.TemporaryDirectory(prefix="kejiting-department-") as folder:
        os.environ |= {"KEJITING_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "kejiting.settings"}
        _measure(options.requests, options.errors)


def _measure(requests: int, errors: int) -> None:
    # Django is set up for the folder that was only just made
    import django  # noqa: PLC0415

    django.setup()
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from tests.department.faults import FAULTS  # noqa: PLC0415
    from tests.department.load import load_department  # noqa: PLC0415
    from tests.department.measure import recall, sample, untouched  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    made = department(_SEED, requests=requests, drafts=_DRAFTS)
    loaded = load_department(made, get_user_model().objects.create_user("department"))
    sys.stdout.write(f"{len(loaded.letters)} letters, {loaded.figures} figures settled, not read: {loaded.missing}\n")
    call_command("search_index", "rebuild")
    for kind in FAULTS:
        measured = recall(made, kind, errors)
        sys.stdout.write("\n  ".join((str(measured), *measured.missed[:5])) + "\n")
    as_they_are = untouched(made, sample(made, _UNTOUCHED))
    sys.stdout.write(
        f"untouched: {as_they_are.letters} letters, must {as_they_are.must}, of kinds that remember "
        f"{as_they_are.memory_a_letter:.2f} a letter, median {statistics.median(as_they_are.milliseconds)} ms\n"
    )


if __name__ == "__main__":
    main()
