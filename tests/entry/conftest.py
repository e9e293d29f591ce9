"""A data folder of its own for each test of the desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture
def data_dir(tmp_path: Path, settings: Settings) -> Path:
    settings.SHARED_DIR = tmp_path / "data"
    settings.SHARED_DIR.mkdir()
    return tmp_path / "data"
