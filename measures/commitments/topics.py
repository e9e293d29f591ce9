"""The topics by which passages are compared with a commitment."""

from __future__ import annotations

from measures.extraction.topics import Topic, seed_topics


def known_topics() -> tuple[Topic, ...]:
    return seed_topics()
