from __future__ import annotations

import pytest

from measures.models import Topic
from tests.conftest import name_topics


@pytest.fixture
def topics(db: None) -> dict[str, Topic]:
    """The topics of the seeds by name; letters that are saved afterwards are read by their names."""
    name_topics()
    return {topic.name: topic for topic in Topic.objects.all()}
