"""What letters later said of a measure of a plan: passages found in the index, those that share most with it first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kejiting.answers import MAX_LENGTH, FoundDocument, FoundPassage, Question, answer
from kejiting.answers.similar import SimilarTo, passage_named
from kejiting.search import Filters
from kejiting.text.fold import fold
from measures.extraction.evidence import WORD, Candidate, Reason, rank_evidence
from measures.extraction.topics import ParsedTopic, find_topics
from measures.models import PlanItem
from measures.records import known_topics
from proposals.models import Part, ReplyLetter

MOST = 8
_REASONS = 4
# Below this share of the best one's score a passage has a word or two in common by chance
_LEAST = 0.4
# What the department says; titles and asks say what others want
_SAID = (Part.MEASURES, Part.OUTCOMES, Part.NEXT_STEPS, Part.PROSE)


@dataclass(frozen=True, slots=True)
class Said:
    """A passage of a letter that is later than the plan; `reasons` is what it has in common with the measure."""

    letter: ReplyLetter
    hit: FoundPassage
    reasons: tuple[Reason, ...]

    @property
    def common(self) -> dict[str, str]:
        """说到同一主题 → 产业技术创新联盟; 用词相同 → 高校、转化"""
        kinds = dict.fromkeys(reason.says for reason in self.reasons)
        return {kind: "、".join(one.words for one in self.reasons if one.says == kind) for kind in kinds}


@dataclass(frozen=True, slots=True)
class SaidLater:
    """At most `MOST` passages. `is_found` is False while there is no index to ask."""

    said: tuple[Said, ...]
    is_found: bool = True


def said_later(item: PlanItem) -> SaidLater:
    """In a number of queries that does not grow. `item` comes with its plan."""
    like = passage_named(f"plan-{item.pk}")
    topics = known_topics()
    answers = [answer(question) for question in _questions(item, like, topics)] if like else []
    if any(found.notice for found in answers):
        return SaidLater((), is_found=False)
    hits = {hit.id: (letter, hit) for found in answers for letter, hit in _hits(found.documents)}
    later = [pair for pair in hits.values() if _is_later(pair[0], item.plan.issued_on)]
    ranked = rank_evidence(item.text, [hit.text for _, hit in later], topics=topics)[:MOST]
    ranked = tuple(one for one in ranked if one.score >= _LEAST * ranked[0].score and not _is_chance(one))
    return SaidLater(tuple(Said(*later[one.place], one.reasons[:_REASONS]) for one in ranked))


def _questions(item: PlanItem, like: SimilarTo, known: tuple[ParsedTopic, ...]) -> Iterator[Question]:
    """The measure's words part by part, which leaves plans out: their words would outdo those of all letters; topics."""
    for part in _SAID:
        yield Question(like.question, Filters(part=part), synonyms=False)
    topics = dict.fromkeys(mention.topic for mention in find_topics(item.text, known))
    if names := [f'"{name}"' for topic in topics for name in (topic.name, *topic.aliases) if '"' not in fold(name)]:
        yield Question(" OR ".join(names)[:MAX_LENGTH], synonyms=False)


def _hits(documents: tuple[FoundDocument, ...]) -> Iterator[tuple[ReplyLetter, FoundPassage]]:
    for document in documents:
        if document.letter:
            yield from ((document.letter, hit) for hit in document.hits if hit.part in _SAID)


def _is_later(letter: ReplyLetter, issued_on: date | None) -> bool:
    """A letter or plan without a date is not known to be earlier."""
    return not (letter.written_on and issued_on) or letter.written_on > issued_on


def _is_chance(one: Candidate) -> bool:
    return len(one.reasons) == 1 and one.reasons[0].says == WORD
