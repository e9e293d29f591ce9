"""What each ledger knows of some passages: annotations by span, in a number of queries that does not grow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

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


class _Point(NamedTuple):
    """A settled figure on its series, with its place in its passage."""

    passage: int
    start: int
    end: int
    letter: int
    sentence: int
    held_on: date | None
    written_on: date | None
    low: Decimal
    high: Decimal
    period: str
    printed: str
    figure_period: str | None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def days(self) -> tuple[date, date]:
        """The day for which it holds, and that of its letter. Nothing is newer than what has none."""
        return (self.held_on or date.max, self.written_on or date.max)

    def supersedes(self, point: _Point) -> bool:
        """Newer, of another value, and not in the sentence that has both."""
        is_other = (self.low, self.high) != (point.low, point.high)
        stands_elsewhere = (self.letter, self.sentence) != (point.letter, point.sentence)
        return is_other and stands_elsewhere and self.days > point.days


class _Doubt(NamedTuple):
    """A figure of which something is to be asked still."""

    passage: int
    start: int
    end: int
    kind: str
    discrepancy: int


_POINT = ("letter", "sentence", "held_on", "written_on", "low", "high", "period", "printed", "figure__period")
_PLACE = ("figure__passage", "figure__start", "figure__end")


def figure_annotations(passages: Collection[int]) -> Iterator[InPassage]:
    """Of settled figures: whether a later letter says another value, what is to be asked of them, targets they meet.

    What stands in letters and plans that are not published is passed over, for everybody.
    """
    newer, doubts = _newer(passages), _doubts(passages)
    asked_of = defaultdict[int, set[int]](set)
    members = DiscrepancyFigure.objects.filter(discrepancy__in={doubt.discrepancy for doubt in doubts})
    for discrepancy, member in members.values_list("discrepancy", "figure__letter") if doubts else ():
        asked_of[discrepancy].add(member or 0)
    named = {later.letter for _, later in newer}.union(*asked_of.values())
    letters = ReplyLetter.objects.published().filter(pk__in=named).heads().in_bulk() if named else {}
    for point, later in newer:
        if letter := letters.get(later.letter):
            value = "".join(f"{(later.period and later.figure_period) or ''}{later.printed}".split())
            day = f"{letter.written_on.isoformat()}，" if letter.written_on else ""
            label = f"有更新的数据：{value}（{day}{letter.doc_number or letter}）"
            address = f"{letter.get_absolute_url()}#p{later.passage}"
            yield point.passage, Annotation(point.span, AnnotationKind.NEWER, label, address)
    for doubt in doubts:
        if asked_of[doubt.discrepancy] <= letters.keys():
            address = reverse("check", args=[doubt.discrepancy])
            span = Span(doubt.start, doubt.end)
            yield doubt.passage, Annotation(span, AnnotationKind.CHECK, Kind(doubt.kind).label, address)
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


def _newer(passages: Collection[int]) -> list[tuple[_Point, _Point]]:
    """Reported figures with the newest of their series that supersedes them."""
    points = SeriesPoint.objects.filter(figure__indicator=F("indicator"), figure__passage__isnull=False)
    series = SeriesPoint.objects.filter(indicator=OuterRef("indicator"), series=OuterRef("series"))
    own = points.reported().filter(figure__passage__in=passages).order_by()
    newest = Subquery(series.order_by("-sort_key").values("pk")[:1])
    older = {
        _Point(*columns): later
        for pk, later, *columns in own.annotate(newest=newest).values_list("pk", "newest", *_PLACE, *_POINT)
        if later != pk
    }
    rows = points.filter(pk__in=set(older.values())).order_by() if older else points.none()
    known = {pk: _Point(*columns) for pk, *columns in rows.values_list("pk", *_PLACE, *_POINT)}
    return [(point, known[pk]) for point, pk in older.items() if pk in known and known[pk].supersedes(point)]


def _doubts(passages: Collection[int]) -> list[_Doubt]:
    """The newest of each kind, as long as the figure says what it said then."""
    members = DiscrepancyFigure.objects.filter(
        figure__passage__in=passages, discrepancy__found=True, discrepancy__closed=False, discrepancy__is_doubt=True
    ).order_by("discrepancy__newest", "discrepancy")
    columns = (*_PLACE, "discrepancy__kind", "discrepancy", "printed", "figure__printed")
    doubts = {
        tuple(doubt[:4]): _Doubt(*doubt)
        for *doubt, printed, current in members.values_list(*columns)
        if printed.split() == (current or "").split()
    }
    return list(doubts.values())


def _targets(passages: Collection[int]) -> Iterator[InPassage]:
    links = TargetEvidence.objects.filter(figure__passage__in=passages, target__superseded__isnull=True)
    links = links.filter(target__item__plan__status=Status.PUBLISHED).select_related("target__item", "figure")
    for link in links.order_by("pk"):
        if label := _MET.get(link.status):
            figure, target = link.figure, link.target
            span = Span(figure.start, figure.end)
            words = f"{label}：{target.indicator} {target.get_comparator_display()} {target.value_text}"
            yield figure.passage_id or 0, Annotation(span, AnnotationKind.TARGET, words, target.get_absolute_url())
