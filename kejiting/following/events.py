"""What happened to what is followed, from the tables' own dates: nothing is written down for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Min
from django.utils import timezone

from kejiting.answers.synonyms import reworded, wordings_of_each
from kejiting.following.subjects import followed_search
from kejiting.indexing.sync import answers_among
from kejiting.models import Follow, FollowKind
from kejiting.search import SearchQuery, parse_terms
from kejiting.web.parameters import row_id
from measures.models import CommitmentReview, CommitmentStep, Figure, Mention
from proposals.models import ReplyLetter, Signature

# So far back news goes, so many of the newest letters are looked at, and so much is told
KEPT = timedelta(days=90)
MOST_LETTERS = 500
MOST_NEWS = 100

# What a follow's row is about, the letter that tells of it, and since when it does where that may be later than the letter
_Found = tuple[int, int, datetime | None]


class FollowedEvent(NamedTuple):
    """Something new about what is followed. `kind` is letter, step or review, `pk` its row, `follow` the follow's."""

    at: datetime
    kind: str
    pk: int
    follow: int


class FollowedEvents(NamedTuple):
    """In no order. `no_index`: there was no search index to ask, so searches are left out."""

    events: tuple[FollowedEvent, ...] = ()
    no_index: bool = False


def events_of(follows: Sequence[Follow]) -> FollowedEvents:
    """Everything of the last `KEPT`, and since each was followed, in a number of queries that does not grow."""
    if not follows:
        return FollowedEvents()
    since = timezone.now() - KEPT
    by_kind: dict[str, dict[int, int]] = defaultdict(dict)
    for one in follows:
        if (subject := row_id(one.subject)) is not None:
            by_kind[one.kind][subject] = one.pk
    letters = _new_letters(since)
    searches = [one for one in follows if one.kind == FollowKind.SEARCH]
    found = _found_by(searches, letters)
    events = [*_of_letters(by_kind, letters), *_of_promises(by_kind[FollowKind.COMMITMENT], since), *(found or ())]
    begun = {one.pk: one.since for one in follows}
    return FollowedEvents(tuple(one for one in events if one.at >= begun[one.follow]), no_index=found is None)


def _new_letters(since: datetime) -> dict[int, datetime]:
    """When each was first published; of those that are published still, the newest first."""
    news = ReplyLetter.objects.published().filter(is_news=True, first_published_at__gte=since)
    newest = news.order_by("-first_published_at", "-pk").values_list("pk", "first_published_at")
    return {pk: at for pk, at in newest[:MOST_LETTERS] if at}


def _of_delegates(delegates: Collection[int], letters: Collection[int]) -> Iterable[_Found]:
    signed = Signature.objects.filter(delegate__in=delegates, proposal__answers__letter__in=letters).order_by()
    pairs = signed.values_list("delegate", "proposal__answers__letter").distinct()
    return ((delegate, letter, None) for delegate, letter in pairs)


def _of_topics(topics: Collection[int], letters: Collection[int]) -> Iterable[_Found]:
    pairs = Mention.objects.filter(topic__in=topics, letter__in=letters).order_by().values_list("topic", "letter")
    return ((topic, letter, None) for topic, letter in pairs.distinct() if letter)


def _of_indicators(indicators: Collection[int], letters: Collection[int]) -> Iterable[_Found]:
    """A letter tells of an indicator once a person has said that a figure in it is one."""
    figures = Figure.objects.filter(indicator__in=indicators, letter__in=letters).order_by()
    told: Iterable[_Found] = figures.values_list("indicator", "letter").annotate(at=Min("assigned_at"))
    return told


_TOLD_BY_LETTERS: Mapping[str, Callable[[Collection[int], Collection[int]], Iterable[_Found]]] = {
    FollowKind.DELEGATE: _of_delegates,
    FollowKind.TOPIC: _of_topics,
    FollowKind.INDICATOR: _of_indicators,
}


def _of_letters(by_kind: Mapping[str, Mapping[int, int]], letters: Mapping[int, datetime]) -> Iterator[FollowedEvent]:
    for kind, told in _TOLD_BY_LETTERS.items():
        followed = by_kind.get(kind)
        if not followed or not letters:
            continue
        for subject, letter, at in told(followed, letters):
            published = letters[letter]
            yield FollowedEvent(max(at, published) if at else published, "letter", letter, followed[subject])


def _of_promises(followed: Mapping[int, int], since: datetime) -> Iterator[FollowedEvent]:
    """What people found of it, the newest, as long as its letter is published."""
    for kind, acts in (("step", CommitmentStep.objects), ("review", CommitmentReview.objects)) if followed else ():
        new = acts.filter(commitment__in=followed, commitment__letter__status="published", at__gte=since)
        for commitment, pk, at in new.order_by("-pk").values_list("commitment", "pk", "at")[:MOST_LETTERS]:
            yield FollowedEvent(at, kind, pk, followed[commitment])


def _found_by(searches: Sequence[Follow], letters: Mapping[int, datetime]) -> list[FollowedEvent] | None:
    """The new letters that a search finds by its own words or other wordings of them, the newest; None without an index."""
    asked = [(one.pk, search.question) for one in searches if (search := followed_search(one.subject))]
    if not asked or not letters:
        return []
    terms = [parse_terms(question.q) for _, question in asked]
    follows: list[int] = []
    queries: list[SearchQuery] = []
    for (follow, question), words, wordings in zip(asked, terms, wordings_of_each(terms), strict=True):
        own = SearchQuery(words, question.filters)
        wider = reworded(words, wordings) if question.synonyms else ()
        queries += [own, *(replace(own, words=others) for others in wider)]
        follows += [follow] * (len(queries) - len(follows))
    keys = {f"letter:{pk}": pk for pk in letters}
    answers = answers_among(queries, list(keys), MOST_NEWS)
    if answers is None:
        return None
    found = {(follow, keys[key]) for follow, some in zip(follows, answers, strict=True) for key in some}
    return [FollowedEvent(letters[pk], "letter", pk, follow) for follow, pk in found]
