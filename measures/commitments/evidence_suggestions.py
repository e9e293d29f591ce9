"""Later passages offered as evidence of a commitment, with what speaks for each. People say whether one is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Value
from django.utils.safestring import SafeString

from kejiting.search import mark, marked_html
from kejiting.text.fold import fold
from measures.commitments.evidence_search import later_passages
from measures.extraction.citations import find_citations
from measures.extraction.evidence import Candidate, Reason, rank_evidence
from measures.extraction.topics import ParsedTopic, find_topics
from measures.models import Commitment, IndicatorAlias
from measures.records import known_topics
from proposals.citation import cite
from proposals.models import Passage

SHOWN = 8


@dataclass(frozen=True, slots=True)
class EvidenceSuggestion:
    """`reasons`, the weightiest first, make up the score; `marked` is the passage as safe HTML."""

    passage: Passage
    citation: str
    marked: SafeString
    reasons: tuple[Reason, ...]
    score: float


@dataclass(frozen=True, slots=True)
class EvidenceSuggestions:
    """The best first. `no_index`: there was no search index to ask, so nothing was looked for."""

    offers: tuple[EvidenceSuggestion, ...]
    no_index: bool = False


def suggest_evidence(commitment: Commitment, cited: Iterable[int] = ()) -> EvidenceSuggestions:
    """What may bear on the commitment, but the passages that are `cited` already."""
    words = commitment.wording
    topics = known_topics()
    named = tuple(dict.fromkeys(mention.topic for mention in find_topics(words, topics)))
    indicators = _indicators_in(commitment)
    found = later_passages(commitment, dict.fromkeys(filter(None, (*_names(words, named), *indicators))))
    ranked = rank_evidence(words, found.texts, indicators=indicators, topics=_near(named, topics))
    known = set(cited)
    fresh = [one for one in ranked if found.passages[one.place].pk not in known][:SHOWN]
    aliases = {fold(topic.name): topic.aliases for topic in named}
    offers = tuple(_offer(one, found.passages[one.place], found.texts[one.place], aliases) for one in fresh)
    return EvidenceSuggestions(offers, found.no_index)


def _indicators_in(commitment: Commitment) -> tuple[str, ...]:
    wordings = IndicatorAlias.objects.annotate(said=Value(commitment.folded)).filter(said__contains=F("folded"))
    return tuple(wordings.exclude(folded="").order_by("folded").values_list("folded", flat=True).distinct())


def _names(words: str, topics: Iterable[ParsedTopic]) -> list[str]:
    """Whatever a passage may call the same topics and documents."""
    called = [fold(name) for topic in topics for name in (topic.name, *topic.aliases)]
    return [*called, *(key for one in find_citations(words) for key in (one.key, one.number_key) if key)]


def _near(named: Iterable[ParsedTopic], topics: Iterable[ParsedTopic]) -> list[ParsedTopic]:
    """The topics named, and those whose longer names hold theirs: 行业中试中心 is no 中试中心."""
    names = [fold(name) for topic in named for name in (topic.name, *topic.aliases)]
    return [
        topic
        for topic in topics
        if any(name in fold(called) for name in names for called in (topic.name, *topic.aliases))
    ]


def _offer(
    candidate: Candidate, passage: Passage, text: str, aliases: dict[str, tuple[str, ...]]
) -> EvidenceSuggestion:
    shared = [name for one in candidate.reasons for name in (one.words, *map(fold, aliases.get(one.words, ())))]
    return EvidenceSuggestion(
        passage=passage,
        citation=cite(passage.letter, passage.recommendation),
        marked=SafeString(marked_html(text, mark(text, shared))),  # escaped there
        reasons=candidate.reasons,
        score=candidate.score,
    )
