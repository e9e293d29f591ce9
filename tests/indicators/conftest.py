"""The seeds with their figures settled."""

from __future__ import annotations

import pytest

from measures.models import Indicator
from proposals.models import ReplyLetter
from tests.conftest import settle_figures


@pytest.fixture
def settled(seeds: dict[str, ReplyLetter]) -> dict[str, Indicator]:
    """The indicators of the seeds by name."""
    return settle_figures(seeds)
