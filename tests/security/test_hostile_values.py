"""Every form and every upload with what somebody hostile sends: never an error of ours, never without end."""

from __future__ import annotations

import os
import time
from typing import Any

import pytest
from django.test import Client

from tests.security.asking import ask
from tests.security.documents import Documents
from tests.security.hostile import Form, every_form, hostile
from tests.soak.chance import Chance

pytestmark = pytest.mark.django_db

COUNT = 2000 if "SECURITY" in os.environ else 100
SEED = os.environ.get("SECURITY", "")
# Reading a file has a bound of its own; on a busy machine a form waits, too
LONGEST_SECONDS = {False: 20.0, True: 90.0}
ROLES = ("editor", "administrator", "reader", "nobody")


def test_no_form_fails_or_hangs(people: dict[str, Client], documents: Documents) -> None:
    forms = every_form(people["administrator"], documents)
    assert len(forms) > 80
    assert sum(form.has_file for form in forms) >= 2
    problems = [problem for number in range(COUNT) for problem in _problems(people, forms, number)]
    assert problems == []


def _problems(people: dict[str, Client], forms: list[Form], number: int) -> list[str]:
    """Each form once before any comes again; every eighth time an upload."""
    chance = Chance(f"hostile:{SEED}:{number}")
    uploads = [form for form in forms if form.has_file]
    form = uploads[number // 8 % len(uploads)] if number % 8 == 0 else forms[number % len(forms)]
    role = ROLES[0] if number % 8 == 0 else ROLES[number % len(ROLES)]
    sent = hostile(form, number, chance)
    began = time.monotonic()
    answer, body = ask(people[role], form.method, form.url, sent)
    seconds = time.monotonic() - began
    what = f"{number}, {role}, {form.method} {form.url} {_shortened(sent)}"
    raised: Any = getattr(answer, "exc_info", None)
    return [
        *([f"{what}: {answer.status_code}, {raised and raised[1]!r}"] if answer.status_code >= 500 else []),
        *([f"{what}: {seconds:.0f} seconds"] if seconds > LONGEST_SECONDS[form.has_file] else []),
        *([f"{what}: markup comes back"] if b"<script>alert(1)" in body else []),
    ]


def _shortened(sent: dict[str, Any]) -> dict[str, str]:
    return {name: repr(value)[:60] for name, value in list(sent.items())[:8]}
