from __future__ import annotations

import pytest

from measures.records import load_seed_topics
from tests.remembered import remembered


@pytest.fixture(autouse=True)
def topics(db: None) -> None:
    """Those of the first start."""
    remembered("topics", load_seed_topics)
