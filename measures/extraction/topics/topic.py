"""Topics: programmes and systems with their names; and where a text names them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kejiting.text.fold import fold
from kejiting.text.fold_places import fold_with_offsets
from kejiting.text.scan import find_term
from kejiting.text.spans import Span

_SEEDS = Path(__file__).with_name("topics.toml")


@dataclass(frozen=True, slots=True)
class ParsedTopic:
    """`name` and `aliases` are words of documents; `what`, in Chinese, says what it is."""

    name: str
    aliases: tuple[str, ...] = ()
    what: str = ""


@dataclass(frozen=True, slots=True)
class ParsedMention:
    """A place in a text where a topic is named, by whichever of its names."""

    topic: ParsedTopic
    span: Span


@cache
def seed_topics() -> tuple[ParsedTopic, ...]:
    """Return the topics that the seed documents name."""
    rows = tomllib.loads(_SEEDS.read_text(encoding="utf-8"))["topic"]
    return tuple(ParsedTopic(row["name"], tuple(row["aliases"]), row["what"]) for row in rows)


def find_topics(text: str, topics: Iterable[ParsedTopic]) -> tuple[ParsedMention, ...]:
    """Return the mentions in order, apart from each other: where names overlap the longest stands, then the first.

    行业中试中心 is not found as 中试中心 too. Names match folded, as in a search; an empty name matches nothing.
    """
    named = {fold(name): topic for topic in topics for name in (topic.name, *topic.aliases)}
    found = find_names(text, sorted(named, key=len, reverse=True))
    return tuple(ParsedMention(named[name], span) for span, name in found)


def find_names(text: str, names: Iterable[str]) -> list[tuple[Span, str]]:
    """Where a text has which of the names, in order and apart. `names` are folded, and the longest come first."""
    folded = fold_with_offsets(text)
    taken = bytearray(len(folded.text))
    found: list[tuple[Span, str]] = []
    for name in names:
        for span in find_term(folded.text, name):
            if not any(taken[span.start : span.end]):
                taken[span.start : span.end] = b"\1" * len(name)
                found.append((folded.original(span), name))
    return sorted(found)
