"""What the tests of plans' entry start from: a data folder of its own, and plans that just arrived."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from kejiting.ingest.plan_saving import stage_plan
from kejiting.ingest.reading import read_plan
from measures.models import Plan
from tests.plan_entry.plan_tools import SMALL


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, settings: Settings) -> Path:
    settings.SHARED_DIR = tmp_path / "data"
    settings.SHARED_DIR.mkdir()
    return tmp_path / "data"


@pytest.fixture
def arrived(editor: User) -> Plan:
    return stage_plan(read_plan("方案.txt", SMALL.encode()), by=editor)
