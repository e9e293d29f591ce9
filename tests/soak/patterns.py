"""Every pattern of the packages over longer runs than the tests have time for."""

from __future__ import annotations

import os
import sys
from multiprocessing import get_context

import django

from tests.text.pumps import used_patterns
from tests.text.test_linear_patterns import grows

SHORT, LONG = 8_000, 32_000


def run_patterns() -> list[str]:
    """Return what grows with the square; nothing if all is well. In a process that may import every module."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_growing)


def _growing() -> list[str]:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    used = used_patterns()
    problems = [f"{one}: {how}" for one in used if (how := grows(one, SHORT, LONG))]
    sys.stdout.write(f"{len(used)} patterns over runs of {SHORT} and {LONG} characters, {len(problems)} grow\n")
    return problems
