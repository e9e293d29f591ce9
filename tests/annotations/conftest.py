"""The seeds with their topics and indicators."""

from __future__ import annotations

import pytest

from measures.models import Topic
from proposals.models import ReplyLetter
from tests.conftest import name_topics, settle_figures


@pytest.fixture
def topics(db: None) -> dict[str, Topic]:
    """Before the letters are saved, whose mentions are read by them."""
    name_topics()
    return {topic.name: topic for topic in Topic.objects.all()}


@pytest.fixture
def settled(topics: dict[str, Topic], seeds: dict[str, ReplyLetter]) -> dict[str, ReplyLetter]:
    """The seeds by their number, with their figures settled."""
    settle_figures(seeds)
    return seeds
