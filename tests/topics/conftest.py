from __future__ import annotations

import pytest

from measures.models import Topic
from measures.records import load_seed_topics
from tests.remembered import remembered


@pytest.fixture
def topics(db: None) -> dict[str, Topic]:
    """The topics of the seeds by name; letters that are saved afterwards are read by their names."""
    remembered("topics", load_seed_topics)
    return {topic.name: topic for topic in Topic.objects.all()}
