"""Programmes and systems that documents name, and where a text names them."""

from measures.extraction.topics.topic import ParsedMention, ParsedTopic, find_names, find_topics, seed_topics

__all__ = ["ParsedMention", "ParsedTopic", "find_names", "find_topics", "seed_topics"]
