"""Programmes and systems that documents name, and where a text names them."""

from measures.extraction.topics.topic import ParsedTopic, find_names, find_topics, seed_topics
