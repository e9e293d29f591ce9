"""Where letters and plans name the topics."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.db import connection

from measures.extraction.topics import find_names
from measures.models import Mention, Topic, TopicName
from measures.records.ledger_texts import LedgerText
from proposals.models import ReplyLetter
from proposals.records import queue_for_indexing


@dataclass(frozen=True, slots=True)
class Names:
    """The names of all topics, folded, the longest first, each with the id of its topic; `version` stands for them all."""

    topics: dict[str, int]
    version: str


def names_of_today() -> Names:
    rows = sorted(TopicName.objects.order_by().values_list("folded", "topic_id"), key=lambda row: (-len(row[0]), row))
    return Names(dict(rows), sha256(repr(rows).encode()).hexdigest()[:16])


def refresh_mentions(text: LedgerText, names: Names) -> None:
    """Each passage is read alone: a name never runs from one into the next. Topics that are gone by now have none.

    Letters are found by their topics: where these are others now, the search indexes are told.
    """
    held = Mention.objects.filter(**text.owner)
    before = set(held.order_by().values_list("topic", flat=True))
    held.delete()
    mentions = [
        Mention(
            topic_id=names.topics[name],
            start=piece.start + span.start,
            end=piece.start + span.end,
            **text.columns(piece),
        )
        for piece in text.pieces
        for span, name in find_names(piece.span.of(text.text), names.topics)
    ]
    # Asked behind the first change of the table, from which on `lock_mentions` waits for this transaction
    living = set(Topic.objects.values_list("pk", flat=True))
    mentions = [mention for mention in mentions if mention.topic_id in living]
    Mention.objects.bulk_create(mentions)
    letter = text.owner.get("letter")
    if letter and before != {mention.topic_id for mention in mentions}:
        queue_for_indexing(letter.key)


def queue_letters_naming(topic: Topic) -> None:
    """Tell the search indexes of the letters that name the topic, which is to be called otherwise or to go."""
    naming = Mention.objects.filter(topic=topic, letter__isnull=False).order_by()
    queue_for_indexing(*(ReplyLetter(pk=pk).key for pk in naming.values_list("letter", flat=True).distinct()))


def lock_mentions() -> None:
    """Wait for the transactions that write mentions, and let none begin until this one ends. SQLite has one writer."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                f"LOCK TABLE {connection.ops.quote_name(Mention._meta.db_table)} IN SHARE ROW EXCLUSIVE MODE"
            )
