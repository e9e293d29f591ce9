"""Help while typing: names, numbers, topics, indicators, agencies and asks that go on from what has been typed so far."""

from __future__ import annotations

from itertools import zip_longest
from typing import get_args

from kejiting.answers.suggestions.matters import indicators, topics
from kejiting.answers.suggestions.names import agencies, people
from kejiting.answers.suggestions.numbers import doc_numbers, index_numbers, proposal_numbers
from kejiting.answers.suggestions.shape import MOST, Kind, Suggestion
from kejiting.answers.suggestions.titles import asks, proposals

# No name, number or title is looked for by more; longer questions are sentences
LONGEST = 60
_FINDERS = (doc_numbers, index_numbers, proposal_numbers, people, topics, indicators, agencies, asks, proposals)


def suggest(asked: str) -> list[Suggestion]:
    """At most eight, some of every kind that fits, each text once; of published letters only, besides topics and indicators; eight queries at most."""
    words = asked.strip()
    if not words or len(words) > LONGEST:
        return []
    found = [find(words) for find in _FINDERS]
    in_turn = [one for turn in zip_longest(*found) for one in turn if one is not None]
    return sorted(list(dict.fromkeys(in_turn))[:MOST], key=lambda one: get_args(Kind).index(one.kind))
