from __future__ import annotations

import pytest

from tests.conftest import name_topics


@pytest.fixture(autouse=True)
def topics(db: None) -> None:
    """Those of the first start."""
    name_topics()
