"""Topics with how many published letters name them, and what stands in the passages that do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, QuerySet
from django.db.models.functions import ExtractYear

from kejiting.text.fold import fold
from measures.figure_ledger.filters import Filters, newest_first, published_figures
from measures.models import Commitment, Figure, Mention, Topic, TopicName
from measures.quotations import letters_with
from proposals.models import ReplyLetter

_MOST_RELATED = 8


@dataclass(frozen=True, slots=True)
class TopicRow:
    """How many published letters name a topic, and in how many passages."""

    topic: Topic
    letters: int
    passages: int


def published(as_of: date | None = None) -> QuerySet[ReplyLetter]:
    letters = ReplyLetter.objects.published().order_by()
    return letters.filter(written_on__lte=as_of) if as_of else letters


def mentions_in_letters(as_of: date | None = None) -> QuerySet[Mention]:
    return Mention.objects.filter(letter__in=published(as_of).values("pk")).order_by()


def topic_rows(asked: str = "", as_of: date | None = None) -> list[TopicRow]:
    """The topics one of whose names holds the words asked for, those that most letters name first; two queries."""
    topics = Topic.objects.all()
    if words := fold(asked):
        topics = topics.filter(pk__in=TopicName.objects.filter(folded__contains=words).values("topic"))
    counts = _counts(as_of)
    rows = [TopicRow(topic, *counts.get(topic.pk, (0, 0))) for topic in topics]
    return sorted(rows, key=lambda row: (-row.letters, -row.passages, row.topic.name))


def _counts(as_of: date | None) -> Mapping[int, tuple[int, int]]:
    counted = mentions_in_letters(as_of).values_list("topic").annotate(
        letters=Count("letter", distinct=True), passages=Count("passage", distinct=True)
    )  # fmt: skip
    return {topic: (letters, passages) for topic, letters, passages in counted}


def mentions_of(topic: Topic) -> QuerySet[Mention]:
    return Mention.objects.filter(topic=topic).order_by()


def letters_naming(topic: Topic, year: int | None = None, as_of: date | None = None) -> QuerySet[ReplyLetter]:
    """The newest first."""
    letters = letters_with(mentions_of(topic), published(as_of))
    return letters.filter(written_on__year=year) if year else letters


def years_of(topic: Topic) -> list[tuple[int, int]]:
    """Year and letters, in time."""
    dated = letters_naming(topic).filter(written_on__isnull=False).order_by()
    counted = dated.annotate(year=ExtractYear("written_on")).values_list("year").annotate(Count("pk"))
    return sorted(counted)


def figures_of(topic: Topic) -> QuerySet[Figure]:
    """The figures of the passages that name the topic, as the ledger joins them."""
    figures = published_figures(Filters()).filter(passage__in=_passages(topic))
    return newest_first(figures)


def commitments_of(topic: Topic) -> QuerySet[Commitment]:
    """The promises of the passages that name the topic, the newest first."""
    commitments = Commitment.objects.filter(letter__in=published().values("pk"), passage__in=_passages(topic))
    return commitments.select_related("passage__recommendation").order_by(
        F("letter__written_on").desc(nulls_last=True), "-letter_id", "passage__start", "start", "pk"
    )  # fmt: skip


def related_topics(topic: Topic) -> list[tuple[Topic, int]]:
    """Those that are named in most of the same passages."""
    beside = mentions_in_letters().filter(passage__in=_passages(topic)).exclude(topic=topic)
    counted = beside.values_list("topic").annotate(passages=Count("passage", distinct=True)).order_by("-passages")
    most = list(counted[:_MOST_RELATED])
    topics = Topic.objects.in_bulk([pk for pk, _ in most])
    return [(topics[pk], passages) for pk, passages in most]


def _passages(topic: Topic) -> QuerySet[Mention, Any]:
    return mentions_of(topic).filter(passage__isnull=False).values("passage")
