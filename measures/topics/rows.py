"""Topics with how many published letters name them, and what stands in the passages that do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, F, QuerySet
from django.db.models.functions import Cast, Substr

from kejiting.text.fold import fold
from measures.figures.filters import newest_first
from measures.models import Commitment, Figure, Mention, Topic, TopicName
from measures.models.querysets import TextReferenceQuerySet
from measures.quotations.quoted import letters_with
from proposals.models import ReplyLetter

_MOST_RELATED = 8


@dataclass(frozen=True, slots=True)
class TopicRow:
    """How many published letters name a topic, and in how many passages."""

    topic: Topic
    letters: int
    passages: int


SORTS: Mapping[str, tuple[str, Callable[[TopicRow], Any]]] = {
    "pinyin": ("名称的拼音", lambda row: (row.topic.pinyin, row.topic.pk)),
    "letters": ("提到的答复函，多的在前", lambda row: (-row.letters, -row.passages, row.topic.name)),
}


def topics_named(asked: str) -> QuerySet[Topic]:
    """Those one of whose names holds the words; all, if there are none."""
    topics = Topic.objects.all()
    words = fold(asked)
    return topics.filter(pk__in=TopicName.objects.filter(folded__contains=words).values("topic")) if words else topics


def topic_rows(topics: Iterable[Topic], as_of: date | None = None, *, sort: str = "letters") -> list[TopicRow]:
    """In one of SORTS; two queries."""
    counts = _counts(as_of)
    return sorted((TopicRow(topic, *counts.get(topic.pk, (0, 0))) for topic in topics), key=SORTS[sort][1])


def _counts(as_of: date | None) -> Mapping[int, tuple[int, int]]:
    counted = Mention.objects.published(as_of).order_by().values_list("topic").annotate(
        letters=Count("letter", distinct=True), passages=Count("passage", distinct=True)
    )  # fmt: skip
    return {topic: (letters, passages) for topic, letters, passages in counted}


def mentions_of(topic: Topic) -> TextReferenceQuerySet[Mention]:
    return Mention.objects.filter(topic=topic).order_by()


def letters_naming(topic: Topic, year: int | None = None) -> QuerySet[ReplyLetter]:
    """The newest first."""
    letters = letters_with(mentions_of(topic), ReplyLetter.objects.published())
    return letters.filter(written_on__year=year) if year else letters


def years_of(topic: Topic) -> list[tuple[int, int]]:
    """Year and letters, in time."""
    dated = letters_naming(topic).filter(written_on__isnull=False).order_by()
    years = dated.annotate(year=Substr(Cast("written_on", CharField()), 1, 4)).values_list("year")
    return sorted((int(year), letters) for year, letters in years.annotate(Count("pk")))


def figures_of(topic: Topic, letters: Sequence[int]) -> QuerySet[Figure]:
    """The figures of the passages in some letters that name the topic, the newest first, for `with_letters`."""
    figures = Figure.objects.filter(letter__in=letters, passage__in=_passages(topic, letters))
    return newest_first(figures).select_related(None)


def commitments_of(topic: Topic, letters: Sequence[int]) -> QuerySet[Commitment]:
    """The promises of the passages in some letters that name the topic, the newest first."""
    commitments = Commitment.objects.filter(
        letter__in=letters, passage__in=_passages(topic, letters), is_dismissed=False
    )
    return commitments.select_related("passage__recommendation").order_by(
        F("letter__written_on").desc(nulls_last=True), "-letter_id", "passage__start", "start", "pk"
    )  # fmt: skip


def related_topics(topic: Topic) -> list[tuple[Topic, int]]:
    """Those that are named in most of the same passages of published letters."""
    beside = Mention.objects.filter(passage__in=mentions_of(topic).filter(passage__isnull=False).values("passage"))
    named = beside.published().exclude(topic=topic).order_by().values_list("topic")
    counted = named.annotate(passages=Count("passage", distinct=True)).order_by("-passages", "topic")
    most = list(counted[:_MOST_RELATED])
    topics = Topic.objects.in_bulk([pk for pk, _ in most])
    return [(topics[pk], passages) for pk, passages in most if pk in topics]


def _passages(topic: Topic, letters: Sequence[int]) -> QuerySet[Mention, Any]:
    return mentions_of(topic).filter(letter__in=letters, passage__isnull=False).values("passage")
