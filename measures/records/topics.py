"""Topics and their names, as editors keep them. A name is that of one topic."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from simple_history.utils import bulk_create_with_history

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.text.fold import fold
from kejiting.web.actions import ActionError, expect_version, get_or_refuse, refuse_if
from measures.extraction.topics import ParsedTopic, seed_topics
from measures.models import ExtractionVersion, Mention, PlanLedger, Topic, TopicName
from measures.records.kept_states import TOPIC_GONE
from measures.records.mentions import lock_mentions, queue_letters_naming
from proposals.models import ActKind
from proposals.records import bring_row_back, one_act, put_row_away

LONGEST_NAME = 60
MOST_NAMES = 40
# 省 would mark half of every letter
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class TopicWords:
    """What people say of a topic."""

    name: str
    aliases: tuple[str, ...] = ()
    what: str = ""

    @property
    def names(self) -> dict[str, str]:
        """Folded → as written; of two that fold alike the first."""
        names: dict[str, str] = {}
        for name in (self.name, *self.aliases):
            names.setdefault(fold(name), name)
        return names


def known_topics() -> tuple[ParsedTopic, ...]:
    """All topics as editors keep them, for what compares texts by them."""
    rows = Topic.objects.values_list("name", "aliases", "what")
    return tuple(ParsedTopic(name, tuple(aliases), what) for name, aliases, what in rows)


def save_topic(
    words: TopicWords, *, topic: Topic | None = None, by: User | None = None, expected_version: int = 0
) -> Topic:
    """Make a topic, or change one that is still of the version that the person saw. Raises ActionError."""
    _refuse_bad_names(words)
    try:
        with transaction.atomic():
            if topic is None:
                return _save(words, None, expected_version)
            lock_mentions()
            with one_act(topic, ActKind.CORRECTED, by=by):
                return _save(words, topic, expected_version)
    except IntegrityError as error:
        raise ActionError("别人刚刚用了其中一个名称，请看过以后再保存。") from error


@transaction.atomic
def put_topic_away(topic: Topic, *, by: User | None, reason: str = "", expected_version: int | None = None) -> None:
    """Put a topic into the wastebasket; nothing names it any more. A letter that is being saved with it is waited for.

    Raises ActionError if somebody changed it meanwhile.
    """
    lock_mentions()
    held = _held(topic, expected_version)
    queue_letters_naming(held)
    # looked through again, also if it comes back before anybody asks
    mentions = Mention.objects.filter(topic=held).order_by()
    ExtractionVersion.objects.filter(letter__in=mentions.values("letter")).update(names="")
    PlanLedger.objects.filter(plan__in=mentions.values("plan")).update(names="")
    TopicName.objects.filter(topic=held).delete()
    mentions.delete()
    put_row_away(held, by=by, reason=reason)


@transaction.atomic
def bring_topic_back(topic: Topic, *, by: User | None, expected_version: int | None = None) -> None:
    """Take a topic out of the wastebasket; letters are looked through for its names when somebody next asks.

    Raises ActionError, also if one of its names is another topic's by now.
    """
    lock_mentions()
    held = _held(topic, expected_version)
    words = TopicWords(held.name, tuple(held.aliases))
    _refuse_taken_names(held, words)
    bring_row_back(held, by=by)
    _save_names(held, words)


@transaction.atomic
def erase_topic(topic: Topic, *, expected_version: int | None = None) -> None:
    """Delete what lies in the wastebasket for good. Raises ActionError."""
    held = _held(topic, expected_version)
    record_act(AuditAct.ERASED, kind="主题", name=str(held))
    held.delete()


@transaction.atomic
def load_seed_topics() -> int:
    """Load the topics that the seeds name into a base that never had any; how many."""
    if Topic.objects.exists() or Topic.history.exists():
        return 0
    seeds = seed_topics()
    topics = bulk_create_with_history(
        [Topic(name=seed.name, aliases=list(seed.aliases), what=seed.what) for seed in seeds], Topic
    )
    for topic in topics:
        _save_names(topic, TopicWords(topic.name, tuple(topic.aliases)))
    return len(topics)


@transaction.atomic
def forget_seed_topics(*, but: Set[int]) -> int:
    """Delete those that came with the seeds, were never changed since and are named nowhere, save `but`; how many."""
    lock_mentions()
    seeds = [seed.name for seed in seed_topics()]
    unused = Topic.objects.filter(name__in=seeds, version=1, mentions__isnull=True).exclude(pk__in=but)
    topics = list(unused.select_for_update(of=("self",)))
    for topic in topics:
        topic.delete()
    return len(topics)


def _save(words: TopicWords, topic: Topic | None, expected_version: int) -> Topic:
    held = Topic() if topic is None else _held(topic, expected_version)
    _refuse_taken_names(held, words)
    name, *aliases = words.names.values()
    if held.name != name and topic is not None:
        queue_letters_naming(held)
    held.name, held.aliases, held.what = name, aliases, words.what
    if topic is not None:
        held.version += 1
    held.save()
    _save_names(held, words)
    record_act(AuditAct.ADDED if topic is None else AuditAct.CHANGED, held)
    return held


def _refuse_taken_names(topic: Topic, words: TopicWords) -> None:
    other = TopicName.objects.filter(folded__in=words.names).exclude(topic=topic.pk).select_related("topic").first()
    if other:
        name = words.names[other.folded]
        raise ActionError(f"“{name}”已是主题“{other.topic}”的名称，一个名称只能属于一个主题。", other.topic)


def _held(topic: Topic, expected_version: int | None) -> Topic:
    """As the caller has it: in the wastebasket, or not."""
    rows = Topic.everything.filter(pk=topic.pk, deleted_at__isnull=not topic.is_deleted)
    held = get_or_refuse(rows.select_for_update(of=("self",)), TOPIC_GONE)
    expect_version(held, expected_version, "别人刚刚改过这个主题，请看过以后再保存。")
    return held


def _save_names(topic: Topic, words: TopicWords) -> None:
    TopicName.objects.filter(topic=topic).delete()
    TopicName.objects.bulk_create(TopicName(topic=topic, folded=folded) for folded in words.names)


def _refuse_bad_names(words: TopicWords) -> None:
    names = (words.name, *words.aliases)
    refuse_if(len(names) > MOST_NAMES, f"名称太多，请不要超过{MOST_NAMES}个。")
    for name in names:
        refuse_if(len(fold(name)) < _SHORTEST_NAME, f"名称至少两个字：“{name}”太短，会在每份答复函里找到。")
        if max(len(name), len(fold(name))) > LONGEST_NAME:
            raise ActionError(f"名称太长，请不要超过{LONGEST_NAME}字：“{name[:20]}……”。")
