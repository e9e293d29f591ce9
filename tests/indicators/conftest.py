"""The seeds with their figures settled."""

from __future__ import annotations

import pytest

from measures.models import Indicator
from measures.records import load_indicators
from proposals.models import ReplyLetter
from tests.conftest import FIXTURES
from tests.remembered import remembered


@pytest.fixture
def settled(seeds: dict[str, ReplyLetter]) -> dict[str, Indicator]:
    """The indicators of the seeds by name."""
    remembered("settled", lambda: load_indicators(FIXTURES / "indicators.toml", seeds.values()))
    return {indicator.name: indicator for indicator in Indicator.objects.all()}
