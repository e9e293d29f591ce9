"""What each ledger knows of some passages: annotations by span, in a number of queries that does not grow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.urls import reverse

from kejiting.text.spans import Span
from measures.annotations.annotation import Annotation, AnnotationKind
from measures.extraction.checks import Kind
from measures.models import (
    Citation,
    Commitment,
    DiscrepancyFigure,
    Mention,
    SeriesPoint,
    TargetEvidence,
    TextReference,
    document_address,
)
from measures.models.target_status import TargetStatus
from proposals.models import ReplyLetter, Status

InPassage = tuple[int, Annotation]
"""The passage, and an annotation of which the span is counted from the passage's start."""

_MET = {
    TargetStatus.MET: "已达目标",
    TargetStatus.EXCEEDED: "已超过目标",
    TargetStatus.WITHIN: "在目标要求以内",
}


def figure_annotations(passages: Collection[int]) -> Iterator[InPassage]:
    """Of settled figures: whether a later letter says another value, what is to be asked of them, targets they meet.

    What stands in letters and plans that are not published is passed over, for everybody.
    """
    newer, members = _newer(passages), _doubted(passages)
    together = defaultdict[int, set[int]](set)
    asked = {discrepancy for *_, discrepancy, _ in members}
    others = DiscrepancyFigure.objects.filter(discrepancy__in=asked).values_list("discrepancy", "figure__letter")
    for discrepancy, pk in others if asked else ():
        together[discrepancy].add(pk or 0)
    named = {point.letter_id for *_, point in newer}.union(*together.values())
    letters = ReplyLetter.objects.published().filter(pk__in=named).heads().in_bulk() if named else {}
    for passage, span, point in newer:
        if letter := letters.get(point.letter_id):
            yield passage, _newer_annotation(span, point, letter)
    for passage, span, discrepancy, kind in members:
        if together[discrepancy] <= letters.keys():
            address = reverse("check", args=[discrepancy])
            yield passage, Annotation(span, AnnotationKind.CHECK, Kind(kind).label, address)
    yield from _targets(passages)


def promise_annotations(commitments: Iterable[Commitment]) -> Iterator[InPassage]:
    for one in commitments:
        if one.passage_id:
            label, span = f"承诺：{one.get_state_display()}", Span(one.start, one.end)
            yield one.passage_id, Annotation(span, AnnotationKind.PROMISE, label, one.get_absolute_url())


def reference_annotations(**owner: object) -> Iterator[tuple[int, int, Annotation]]:
    """Of the topics and documents that letters or plans name: the passage, 0 for none, its start, and the annotation.

    The spans are counted in the whole text. A passage or an item leads to each of its topics once.
    """
    where = ("passage", "passage__start", "start", "end")
    named = set[tuple[int | None, int | None, int]]()
    for *place, item, topic, name in _of(Mention, owner).values_list(*where, "item", "topic", "topic__name"):
        passage, first, start, end = place
        if (passage, item, topic) not in named:
            named.add((passage, item, topic))
            address = reverse("topic", args=[topic])
            yield passage or 0, first or 0, Annotation(Span(start, end), AnnotationKind.TOPIC, f"主题：{name}", address)
    for passage, first, start, end, document in _of(Citation, owner).values_list(*where, "document"):
        address = document_address(document)
        yield passage or 0, first or 0, Annotation(Span(start, end), AnnotationKind.DOCUMENT, "引用的文件", address)


def _of(model: type[TextReference], owner: dict[str, object]) -> QuerySet[TextReference]:
    rows: QuerySet[TextReference] = model._default_manager.filter(**owner).order_by("start", "pk")
    return rows


def _newer(passages: Collection[int]) -> list[tuple[int, Span, SeriesPoint]]:
    """Reported figures with the newest of their series, where that is newer, says another value, and stands elsewhere."""
    series = SeriesPoint.objects.filter(indicator=OuterRef("indicator"), series=OuterRef("series"))
    own = SeriesPoint.objects.reported().filter(figure__passage__in=passages, figure__indicator=F("indicator"))
    points = own.select_related("figure").annotate(newest=Subquery(series.order_by("-sort_key").values("pk")[:1]))
    older = {point: newest for point in points if (newest := getattr(point, "newest", None)) and newest != point.pk}
    if not older:
        return []
    stated = SeriesPoint.objects.filter(figure__indicator=F("indicator"), figure__passage__isnull=False)
    newest_points = stated.select_related("figure").in_bulk(set(older.values()))
    return [
        (point.figure.passage_id or 0, Span(point.figure.start, point.figure.end), later)
        for point, newest in older.items()
        if (later := newest_points.get(newest)) and _supersedes(later, point)
    ]


def _supersedes(later: SeriesPoint, point: SeriesPoint) -> bool:
    is_other = (later.low, later.high) != (point.low, point.high)
    stands_elsewhere = (later.letter_id, later.sentence) != (point.letter_id, point.sentence)
    return is_other and stands_elsewhere and _days(later) > _days(point)


def _days(point: SeriesPoint) -> tuple[date, date]:
    """The day for which it holds, and that of its letter. Nothing is newer than what has none."""
    return (point.held_on or date.max, point.written_on or date.max)


def _newer_annotation(span: Span, point: SeriesPoint, letter: ReplyLetter) -> Annotation:
    value = "".join(f"{(point.period and point.figure.period) or ''}{point.printed}".split())
    day = f"{letter.written_on.isoformat()}，" if letter.written_on else ""
    point.figure.letter = letter
    address = point.figure.get_absolute_url()
    return Annotation(
        span, AnnotationKind.NEWER, f"有更新的数据：{value}（{day}{letter.doc_number or letter}）", address
    )


def _doubted(passages: Collection[int]) -> list[tuple[int, Span, int, str]]:
    """Figures of which something is to be asked still, as long as they say what they said then."""
    members = DiscrepancyFigure.objects.filter(
        figure__passage__in=passages, discrepancy__found=True, discrepancy__closed=False, discrepancy__is_doubt=True
    ).select_related("figure", "discrepancy")
    rows: Iterable[DiscrepancyFigure] = members.order_by("-discrepancy__newest", "-discrepancy")
    return [
        (figure.passage_id or 0, Span(figure.start, figure.end), row.discrepancy_id, row.discrepancy.kind)
        for row in rows
        if (figure := row.figure) and figure.printed.split() == row.printed.split()
    ]


def _targets(passages: Collection[int]) -> Iterator[InPassage]:
    links = TargetEvidence.objects.filter(figure__passage__in=passages, target__superseded__isnull=True)
    links = links.filter(target__item__plan__status=Status.PUBLISHED).select_related("target__item", "figure")
    for link in links.order_by("pk"):
        if label := _MET.get(link.status):
            figure, target = link.figure, link.target
            span = Span(figure.start, figure.end)
            words = f"{label}：{target.indicator} {target.get_comparator_display()} {target.value_text}"
            yield figure.passage_id or 0, Annotation(span, AnnotationKind.TARGET, words, target.get_absolute_url())
