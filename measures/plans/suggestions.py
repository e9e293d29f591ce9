"""Figures that may tell how far a target was met, each with what speaks for it; people link them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, QuerySet

from measures.models import Figure, TargetSuggestion
from measures.plans.rows import TargetRow
from measures.queues.kinds import open_suggestions
from proposals.models import Part

MOST = 20


@dataclass(frozen=True, slots=True)
class FigureSuggestion:
    figure: Figure
    reason: str


def suggest_figures(line: TargetRow) -> list[FigureSuggestion]:
    """Figures of an indicator that is linked already, then those of the nearest name; none that are linked."""
    offers = _of_indicators(line)
    known = {offer.figure.pk for offer in offers}
    order = ("extra", F("figure__letter__written_on").desc(nulls_last=True), "pk")
    named = open_suggestions().filter(target=line.target).order_by(*order)[:MOST]
    rows = {offer.figure_id: offer for offer in named}
    figures = _shown(Figure.objects.all()).in_bulk(list(rows))
    offers += [
        FigureSuggestion(figures[pk], _reason(row)) for pk, row in rows.items() if pk in figures and pk not in known
    ]
    return offers[:MOST]


def _of_indicators(line: TargetRow) -> list[FigureSuggestion]:
    linked = [row.figure for row in line.reported]
    wanted = {figure.indicator_id for figure in linked if figure.indicator_id}
    if not wanted:
        return []
    figures = Figure.objects.published().filter(indicator__in=wanted)
    figures = figures.exclude(passage__part=Part.NEXT_STEPS).exclude(refusals__target=line.target)
    if since := line.target.item.plan.issued_on:
        figures = figures.exclude(letter__written_on__lt=since)
    shown = _shown(figures.exclude(pk__in=[figure.pk for figure in linked]))
    newest = shown.order_by(F("letter__written_on").desc(nulls_last=True), "pk")[: MOST // 2]
    return [FigureSuggestion(one, f"与已对应的数据同属指标“{one.indicator}”") for one in newest]


def _shown(figures: QuerySet[Figure]) -> QuerySet[Figure]:
    return figures.select_related("passage__recommendation", "indicator")


def _reason(offer: TargetSuggestion) -> str:
    if offer.asked == offer.name:
        return f"都叫“{offer.name}”" if not offer.extra else f"都说到“{offer.name}”，数据的名称多{offer.extra}个字"
    return f"目标说“{offer.asked}”，数据说“{offer.name}”，是同一事物的不同叫法"
