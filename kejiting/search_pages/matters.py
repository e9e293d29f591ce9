"""What the ledgers know of the matter of each part of a proposal: its topics, settled figures and open promises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils import timezone

from kejiting.answers.parts import AnsweredPart
from kejiting.answers.question import LONG
from kejiting.runtime.sql import rows
from kejiting.text.fold import fold
from measures.commitments.filters import LASTING
from measures.commitments.rows import BoardRow, rows_of
from measures.extraction.topics import find_names
from measures.indicators.list_rows import IndicatorRow, indicator_rows
from measures.models import Commitment, Figure, Indicator, IndicatorAlias, Mention, Topic, TopicName
from proposals.models import Passage

MOST_SHOWN = 5
# of promises that are looked through
_MOST_READ = 400
# 人数 would stand in every part
_SHORTEST_INDICATOR = 4
_SHORTEST_NAME = 3
# What stands in the words, if it says enough, or in whose name they stand: what both bases can tell is whether it is
# changed by a replacement
_STANDING = f"""
SELECT 'topic', topic_id FROM measures_topicname
WHERE LENGTH(folded) >= {_SHORTEST_NAME} AND REPLACE(%s, folded, '') <> %s
UNION SELECT 'indicator', indicator_id FROM measures_indicatoralias
WHERE LENGTH(folded) >= {_SHORTEST_NAME} AND REPLACE(%s, folded, '') <> %s
UNION SELECT 'indicator', id FROM measures_indicator
WHERE (LENGTH(name) >= {_SHORTEST_NAME} AND REPLACE(%s, name, '') <> %s) OR REPLACE(LOWER(name), %s, '') <> LOWER(name)
"""  # noqa: S608 - a number of ours


@dataclass(frozen=True, slots=True)
class Matter:
    """`indicators` with their newest figures, which people settled; `promises` that are neither kept nor given up."""

    topics: tuple[Topic, ...]
    indicators: tuple[IndicatorRow, ...]
    promises: tuple[BoardRow, ...]


def card_of(asked: str) -> Matter | None:
    """Topics and indicators of which a name stands in a short question, or goes on from it; None if there are none."""
    folded = fold(asked)
    if not _SHORTEST_NAME <= len(folded) <= LONG:
        return None
    standing = rows(_STANDING, [folded] * 6 + [asked.strip().lower()])
    topics, indicators = ({pk for kind, pk in standing if kind == wanted} for wanted in ("topic", "indicator"))
    held = (
        tuple(Topic.objects.filter(pk__in=topics).order_by(Length("name").desc(), "pk")[:MOST_SHOWN]) if topics else ()
    )
    named = Indicator.objects.filter(pk__in=indicators)[:MOST_SHOWN] if indicators else ()
    known = tuple(row for row in indicator_rows(named) if row.latest)
    return Matter(held, known, ()) if held or known else None


def matters_of(parts: Sequence[AnsweredPart]) -> list[Matter]:
    """One for each part, in a number of queries that does not grow with them."""
    topics = _met(parts, TopicName.objects.values_list("folded", "topic"))
    indicators = _indicators(parts)
    promises = _promises(parts, topics)
    topic_rows = Topic.objects.in_bulk({pk for pks in topics for pk in pks})
    newest = {row.indicator.pk: row for row in indicator_rows(_named(indicators)) if row.latest}
    today = timezone.localdate()
    board = {row.commitment.pk: row for row in rows_of({pk for pks in promises for pk in pks}, today)}
    return [
        Matter(
            tuple(topic_rows[pk] for pk in topics[place] if pk in topic_rows),
            tuple(newest[pk] for pk in indicators[place] if pk in newest)[:MOST_SHOWN],
            tuple(board[pk] for pk in promises[place] if pk in board),
        )
        for place in range(len(parts))
    ]


def _met(parts: Sequence[AnsweredPart], named: Iterable[tuple[str, int]]) -> list[list[int]]:
    """Of each part those of which a name stands in it, in its order."""
    names = dict(sorted(named, key=lambda pair: -len(pair[0])))
    return [list(dict.fromkeys(names[name] for _, name in find_names(part.folded, names))) for part in parts]


def _indicators(parts: Sequence[AnsweredPart]) -> list[list[int]]:
    """Those that the part names, then those of which figures stand in the passages near to it."""
    wordings = [*IndicatorAlias.objects.values_list("folded", "indicator")]
    wordings += [(fold(name), pk) for name, pk in Indicator.objects.values_list("name", "pk")]
    named = _met(parts, [(name, pk) for name, pk in wordings if len(name) >= _SHORTEST_INDICATOR])
    settled: dict[int, list[int]] = defaultdict(list)
    figures = Figure.objects.filter(passage__in=_hits(parts), indicator__isnull=False).order_by("start")
    for passage, indicator in figures.values_list("passage", "indicator"):
        settled[passage].append(indicator)
    return [
        list(dict.fromkeys((*own, *(one for passage in part.passages for one in settled[passage]))))
        for own, part in zip(named, parts, strict=True)
    ]


def _named(indicators: Sequence[Sequence[int]]) -> list[Indicator]:
    return list(Indicator.objects.filter(pk__in={pk for pks in indicators for pk in pks}))


def _promises(parts: Sequence[AnsweredPart], topics: Sequence[Sequence[int]]) -> list[list[int]]:
    """Of the passages near to a part, then of the asks that these answer, then of passages that name its topics."""
    ask_of: Mapping[int, int | None] = dict(
        Passage.objects.filter(pk__in=_hits(parts)).values_list("pk", "recommendation")
    )
    mentions = Mention.objects.filter(topic__in={pk for pks in topics for pk in pks}, passage__isnull=False)
    near = Q(passage__in=list(ask_of)) | Q(passage__recommendation__in={ask for ask in ask_of.values() if ask})
    named = Q(passage__in=mentions.order_by().values("passage"))
    open_ones = Commitment.objects.filter(near | named, is_dismissed=False, state__in=LASTING)
    newest = open_ones.filter(letter__status="published").order_by(
        F("letter__written_on").desc(nulls_last=True), "-letter_id", "passage__start", "start", "pk"
    )
    read = list(newest.values_list("pk", "passage", "passage__recommendation")[:_MOST_READ])
    naming: dict[int, set[int]] = defaultdict(set)
    for topic, passage in mentions.filter(passage__in={passage for _, passage, _ in read}).values_list(
        "topic", "passage"
    ):
        naming[topic].add(passage or 0)
    chosen = []
    for part, met in zip(parts, topics, strict=True):
        passages = set(part.passages)
        asks = {ask for passage in passages if (ask := ask_of.get(passage))}
        on_topic = set().union(*(naming[topic] for topic in met))
        lots: tuple[list[int], list[int], list[int]] = ([], [], [])
        for pk, passage, ask in read:
            fits = (passage in passages, ask in asks, passage in on_topic)
            if any(fits):
                lots[fits.index(True)].append(pk)
        chosen.append([pk for lot in lots for pk in lot][:MOST_SHOWN])
    return chosen


def _hits(parts: Sequence[AnsweredPart]) -> set[int]:
    return {passage for part in parts for passage in part.passages}
