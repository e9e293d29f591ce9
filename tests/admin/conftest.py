"""A data folder of its own for each test of the administration."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, settings: Settings) -> Path:
    settings.SHARED_DIR = tmp_path / "data"
    return tmp_path / "data"
