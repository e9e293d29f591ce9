"""What each ledger knows of some passages: annotations by span, in a number of queries that does not grow.

What is asked for every page of hits is written out: see `kejiting.runtime.sql`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Literal

from kejiting.runtime.sql import rows
from kejiting.text.spans import Span
from kejiting.web.addresses import page_address
from measures.annotations.annotation import Annotation, AnnotationKind
from measures.extraction.checks import PLANNED, Kind
from measures.models import CommitmentState, TargetEvidence, document_address
from measures.models.target_status import TargetStatus
from proposals.models import Status

InPassage = tuple[int, Annotation]
"""The passage, and an annotation of which the span is counted from the passage's start."""
Owner = Literal["letter", "plan", "passage", "item"]

# Reported figures with the newest of their series, where that is newer, of another value, and not in the same sentence
_NEWER = """
SELECT figure.passage_id, figure.start, figure."end", later.printed, CASE later.period WHEN '' THEN '' ELSE said.period END,
    letter.written_on, COALESCE(letter.doc_number, letter.title, ''), letter.id, said.passage_id
FROM measures_figure AS figure
JOIN measures_seriespoint AS point ON point.figure_id = figure.id AND point.indicator_id = figure.indicator_id
JOIN measures_seriespoint AS later ON later.id = (
    SELECT newest.id FROM measures_seriespoint AS newest
    WHERE newest.indicator_id = point.indicator_id AND newest.series = point.series
    ORDER BY newest.sort_key DESC LIMIT 1)
JOIN measures_figure AS said ON said.id = later.figure_id AND said.indicator_id = later.indicator_id
JOIN proposals_replyletter AS letter ON letter.id = later.letter_id
WHERE figure.passage_id IN ({}) AND point.series NOT LIKE %s
    AND (later.held_on, later.written_on) > (point.held_on, point.written_on)
    AND (later.low, later.high) <> (point.low, point.high)
    AND (later.letter_id, later.sentence) <> (point.letter_id, point.sentence)
    AND said.passage_id IS NOT NULL AND letter.status = 'published'
"""
# Figures of which something is to be asked still, all of them in published letters; the newest question last
_DOUBTS = """
SELECT figure.passage_id, figure.start, figure."end", doubt.kind, doubt.id, member.printed, figure.printed
FROM measures_figure AS figure
JOIN measures_discrepancyfigure AS member ON member.figure_id = figure.id
JOIN measures_discrepancy AS doubt ON doubt.id = member.discrepancy_id
WHERE figure.passage_id IN ({}) AND doubt.found AND doubt.is_doubt AND NOT doubt.closed AND NOT EXISTS (
    SELECT 1 FROM measures_discrepancyfigure AS other
    LEFT JOIN measures_figure AS lost ON lost.id = other.figure_id
    LEFT JOIN proposals_replyletter AS letter ON letter.id = lost.letter_id
    WHERE other.discrepancy_id = doubt.id AND COALESCE(letter.status, '') <> 'published')
ORDER BY doubt.newest, doubt.id
"""
_TARGETS = """
SELECT evidence.id FROM measures_figure AS figure
JOIN measures_targetevidence AS evidence ON evidence.figure_id = figure.id WHERE figure.passage_id IN ({})
"""
_PROMISES = """
SELECT id, passage_id, start, "end", state FROM measures_commitment
WHERE passage_id IN ({}) AND NOT is_dismissed ORDER BY passage_id, start, id
"""
# Places in letters alone or in plans alone: the passage or the item with its start, and what is named there
_NAMED = """
SELECT COALESCE(named.passage_id, named.item_id, 0), COALESCE(passage.start, item.start, 0), named.start, named."end", {named}
LEFT JOIN proposals_passage AS passage ON passage.id = named.passage_id
LEFT JOIN measures_planitem AS item ON item.id = named.item_id
WHERE named.{owner}_id IN ({}) ORDER BY named.start, named.id
"""
_TOPICS = (
    "topic.id, topic.name FROM measures_mention AS named JOIN measures_topic AS topic ON topic.id = named.topic_id"
)
_DOCUMENTS = "named.document FROM measures_citation AS named"
_STATES = {state.value: f"承诺：{state.label}" for state in CommitmentState}
_MET = {
    TargetStatus.MET: "已达目标",
    TargetStatus.EXCEEDED: "已超过目标",
    TargetStatus.WITHIN: "在目标要求以内",
}


def figure_annotations(passages: Collection[int]) -> Iterator[InPassage]:
    """Of settled figures: whether a later letter says another value, what is to be asked of them, targets they meet.

    What stands in letters and plans that are not published is passed over, for everybody.
    """
    for passage, start, end, printed, period, day, name, letter, place in _of(_NEWER, passages, f"{PLANNED}%"):
        value, where = "".join(f"{period or ''}{printed}".split()), "，".join(str(part) for part in (day, name) if part)
        label, address = f"有更新的数据：{value}（{where}）", f"{page_address('letter', letter)}#p{place}"
        yield passage, Annotation(Span(start, end), AnnotationKind.NEWER, label, address)
    doubts = {tuple(doubt): pk for *doubt, pk, then, now in _of(_DOUBTS, passages) if then.split() == now.split()}
    for (passage, start, end, kind), pk in doubts.items():
        yield passage, Annotation(Span(start, end), AnnotationKind.CHECK, Kind(kind).label, page_address("check", pk))
    if links := [pk for (pk,) in _of(_TARGETS, passages)]:
        yield from _targets(links)


def promise_annotations(passages: Collection[int]) -> Iterator[InPassage]:
    """Of promises that are in force."""
    for pk, passage, start, end, state in _of(_PROMISES, passages):
        address = page_address("commitment", pk)
        yield passage, Annotation(Span(start, end), AnnotationKind.PROMISE, _STATES[state], address)


def reference_annotations(owner: Owner, keys: Collection[int]) -> Iterator[tuple[int, int, Annotation]]:
    """Of the topics and documents that letters, plans or pieces of them name: the piece, its start, and the annotation.

    Both are 0 where there is none; the spans are counted in the whole text. A passage or an item leads to each of its
    topics once.
    """
    named = set[tuple[int, int]]()
    for piece, first, start, end, topic, name in _of(_NAMED, keys, named=_TOPICS, owner=owner):
        if (piece, topic) not in named:
            named.add((piece, topic))
            label, address = f"主题：{name}", page_address("topic", topic)
            yield piece, first, Annotation(Span(start, end), AnnotationKind.TOPIC, label, address)
    for piece, first, start, end, document in _of(_NAMED, keys, named=_DOCUMENTS, owner=owner):
        label, address = "引用的文件", document_address(document)
        yield piece, first, Annotation(Span(start, end), AnnotationKind.DOCUMENT, label, address)


def _targets(links: Collection[int]) -> Iterator[InPassage]:
    held = TargetEvidence.objects.filter(pk__in=links, target__superseded__isnull=True)
    held = held.filter(target__item__plan__status=Status.PUBLISHED).select_related("target__item", "figure")
    for link in held.order_by("pk"):
        if label := _MET.get(link.status):
            figure, target = link.figure, link.target
            words = f"{label}：{target.indicator} {target.get_comparator_display()} {target.value_text}"
            span = Span(figure.start, figure.end)
            yield figure.passage_id or 0, Annotation(span, AnnotationKind.TARGET, words, target.get_absolute_url())


def _of(question: str, keys: Collection[int], *more: str, **pieces: str) -> list[tuple[Any, ...]]:
    marks = ", ".join("%s" for _ in keys)
    return rows(question.format(marks, **pieces), [*keys, *more]) if keys else []
