"""A department in a base of its own: to be called once, in a process whose KEJITING_DATA_DIR is an empty folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tests.department.story import DRAFTS, SEED, department
from tests.department.truth import Department

if TYPE_CHECKING:
    from tests.department.load import Loaded


def fresh_department(requests: int) -> tuple[Department, Loaded]:
    """Set Django up, make the base, and put ten years of so many requests into it; some minutes for forty."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "kejiting.settings"
    import django  # noqa: PLC0415

    django.setup()
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from tests.department.load import load_department  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    made = department(SEED, requests=requests, drafts=DRAFTS)
    loaded = load_department(made, get_user_model().objects.create_user("department"))
    call_command("search_index", "rebuild")
    return made, loaded
