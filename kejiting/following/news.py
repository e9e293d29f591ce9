"""动态: what a person who follows something is told, the newest first, each thing once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser, User

from kejiting.following.events import MOST_NEWS, FollowedEvent, events_of
from kejiting.following.records import MOST_FOLLOWED
from kejiting.following.subjects import Subject, subjects_of
from kejiting.models import Follow
from measures.models import CommitmentReview, CommitmentStep
from proposals.citation import cite
from proposals.models import ReplyLetter

# Of each thing that is followed, on the page of all
SHOWN_OF_EACH = 3

# Kind and id of what happened: letter 12, step 5
_Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class News:
    """`follows` are the things because of which a person is told of it; `detail` says what it is in a few words."""

    key: str
    at: datetime
    title: str
    detail: str
    url: str
    follows: tuple[Subject, ...]


@dataclass(frozen=True, slots=True)
class FollowedRow:
    """What is followed, with its newest news. `subject` None: it is not there any more, or not to be seen."""

    follow: Follow
    subject: Subject | None
    news: tuple[News, ...]

    @property
    def last_at(self) -> datetime:
        return self.news[0].at if self.news else self.follow.since


def newest_news(person: User | AnonymousUser, limit: int = MOST_NEWS) -> list[News]:
    """The newest of the last 90 days; nothing for who is not logged in."""
    follows = _follows(person)
    if not follows or not isinstance(person, User):
        return []
    told: dict[_Key, list[FollowedEvent]] = {}
    for event in sorted(events_of(list(follows.values())).events, reverse=True):
        key = (event.kind, event.pk)
        if key in told or len(told) < limit:
            told.setdefault(key, []).append(event)
    because = subjects_of({follows[event.follow] for events in told.values() for event in events}, person)
    heads = _heads(told)
    return [_news(events, heads[key], follows, because) for key, events in told.items() if key in heads]


def followed_rows(person: User) -> tuple[list[FollowedRow], bool]:
    """All that the person follows, that with the newest news first; and whether there was no index to ask for searches."""
    follows = _follows(person)
    found = events_of(list(follows.values()))
    told: dict[int, list[FollowedEvent]] = {pk: [] for pk in follows}
    for event in sorted(found.events, reverse=True):
        if len(told[event.follow]) < SHOWN_OF_EACH:
            told[event.follow].append(event)
    heads = _heads({(event.kind, event.pk) for events in told.values() for event in events})
    subjects = subjects_of(follows.values(), person)
    rows = [
        FollowedRow(
            follow,
            subjects.get(follow.key),
            tuple(
                _news([event], heads[event.kind, event.pk], follows, subjects)
                for event in told[pk]
                if (event.kind, event.pk) in heads
            ),
        )
        for pk, follow in follows.items()
    ]
    return sorted(rows, key=lambda row: (bool(row.news), row.last_at), reverse=True), found.no_index


def _follows(person: User | AnonymousUser) -> dict[int, Follow]:
    """By their ids, the newest first."""
    if not isinstance(person, User):
        return {}
    return {follow.pk: follow for follow in Follow.objects.filter(person=person)[:MOST_FOLLOWED]}


def _news(
    events: Sequence[FollowedEvent],
    head: tuple[str, str, str],
    follows: Mapping[int, Follow],
    subjects: Mapping[tuple[str, str], Subject],
) -> News:
    """Of one thing that happened; the newest event comes first."""
    title, detail, url = head
    keys = [follows[pk].key for pk in sorted({event.follow for event in events})]
    known = tuple(subjects[key] for key in keys if key in subjects)
    return News(f"{events[0].kind}:{events[0].pk}", events[0].at, title, detail, url, known)


def _heads(keys: Iterable[_Key]) -> dict[_Key, tuple[str, str, str]]:
    """Title, detail and address of each that may be shown, in three queries."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for kind, pk in keys:
        wanted[kind].append(pk)
    return dict(_heads_of(wanted))


def _heads_of(wanted: Mapping[str, Collection[int]]) -> Iterator[tuple[_Key, tuple[str, str, str]]]:
    if pks := wanted.get("letter"):
        for letter in ReplyLetter.objects.published().heads().filter(pk__in=pks).order_by():
            yield ("letter", letter.pk), (str(letter), f"新的答复：{cite(letter)}", letter.get_absolute_url())
    if pks := wanted.get("step"):
        steps = CommitmentStep.objects.filter(pk__in=pks).select_related("commitment", "evidence__letter").order_by()
        for step in steps.defer("evidence__letter__text", "evidence__letter__as_read_text"):
            is_quoted = step.evidence is not None and step.evidence.letter.is_published
            evidence = f"，佐证：{step.cited}" if is_quoted else ""
            head = str(step.commitment), f"承诺的进展：{step}{evidence}", step.commitment.get_absolute_url()
            yield ("step", step.pk), head
    if pks := wanted.get("review"):
        for review in CommitmentReview.objects.filter(pk__in=pks).select_related("commitment").order_by():
            head = str(review.commitment), f"承诺的认定：{review}", review.commitment.get_absolute_url()
            yield ("review", review.pk), head
