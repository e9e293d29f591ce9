from __future__ import annotations

import pytest

from measures.records import load_seed_topics


@pytest.fixture(autouse=True)
def topics(db: None) -> None:
    """Those of the first start."""
    load_seed_topics()
