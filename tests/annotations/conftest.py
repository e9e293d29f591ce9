"""The seeds with their topics and indicators."""

from __future__ import annotations

import pytest

from measures.models import Topic
from measures.records import load_indicators, load_seed_topics
from proposals.models import ReplyLetter
from tests.conftest import FIXTURES
from tests.remembered import remembered


@pytest.fixture
def topics(db: None) -> dict[str, Topic]:
    """Before the letters are saved, whose mentions are read by them."""
    remembered("topics", load_seed_topics)
    return {topic.name: topic for topic in Topic.objects.all()}


@pytest.fixture
def settled(topics: dict[str, Topic], seeds: dict[str, ReplyLetter]) -> dict[str, ReplyLetter]:
    """The seeds by their number, with their figures settled."""
    remembered("settled with topics", lambda: load_indicators(FIXTURES / "indicators.toml", seeds.values()))
    return seeds
