"""Keep what was found as rows; what people said of a check stays, whether it is still found or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from measures.extraction.checks import Finding, PointComparison, Statement, check_sentences, say
from measures.models import DOUBTS, Discrepancy, DiscrepancyFigure, Figure
from measures.records.statements import published_letters, statements_in_sentences
from proposals.models import ReplyLetter

_COLUMNS = ("message", "newest", "found", "indicator_id")


@dataclass(frozen=True, slots=True)
class StatedFigures:
    """Statements by their figures, with the letters that they stand in."""

    stated: Mapping[int, Statement]
    letters: Mapping[int, ReplyLetter]

    def says(self, found: Finding) -> str:
        return found.says or say(found.kind, *(self.stated[member] for member in found.members))

    def newest(self, found: Finding) -> date | None:
        days = (self.stated[member].written_on for member in found.members)
        return max((day for day in days if day), default=None)


def save_discrepancies(found: Mapping[str, Finding], own: StatedFigures) -> set[int]:
    """Save what was found, or know it again by its key; the ids. `own` are the words of the letters that changed.

    Other letters are read only for what is new, or has a figure of the letters that changed.
    """
    known = {check.key: check for check in Discrepancy.objects.filter(key__in=found)}
    fresh = {key: one for key, one in found.items() if key not in known}
    again = {key: one for key, one in found.items() if key in known and not own.stated.keys().isdisjoint(one.members)}
    words = _with_others(own, (*fresh.values(), *again.values()))
    _bring_up_to_date(known, found, again, words)
    told = {key: one for key, one in fresh.items() if words.stated.keys() >= {*one.members}}
    Discrepancy.objects.bulk_create(
        [
            Discrepancy(
                key=key,
                kind=one.kind,
                is_doubt=one.kind in DOUBTS,
                indicator_id=one.indicators[0],
                message=words.says(one),
                newest=words.newest(one),
                found_at=timezone.now(),
            )
            for key, one in told.items()
        ]
    )
    made = {check.key: check for check in Discrepancy.objects.filter(key__in=told)}
    turned = {key: known[key] for key in _turned(again, known) if words.stated.keys() >= {*again[key].members}}
    DiscrepancyFigure.objects.filter(discrepancy__in=turned.values()).delete()
    DiscrepancyFigure.objects.bulk_create(
        [member for key, check in (made | turned).items() for member in _members(check, found[key], words)]
    )
    _stand_beside({check: found[check.key] for check in (*known.values(), *made.values())})
    return {check.pk for check in (*known.values(), *made.values())}


def retire(checks: Iterable[int]) -> None:
    """What is not found any more goes, unless people said something of it."""
    # held before what people said of them is looked for: nobody answers one that is about to go
    gone = list(
        Discrepancy.objects.filter(pk__in=checks).order_by("pk").select_for_update().values_list("pk", flat=True)
    )
    Discrepancy.objects.filter(pk__in=gone, reviews__isnull=True).delete()
    Discrepancy.objects.filter(pk__in=gone).update(found=False)
    members = DiscrepancyFigure.objects.filter(discrepancy__in=gone)
    living = Figure.objects.filter(pk__in=members.order_by().values("figure")).values("pk")
    members.exclude(figure__in=living).update(figure=None)


def _bring_up_to_date(
    known: Mapping[str, Discrepancy],
    found: Mapping[str, Finding],
    again: Mapping[str, Finding],
    words: StatedFigures,
) -> None:
    changed: list[Discrepancy] = []
    for key, check in known.items():
        one, before = found[key], [getattr(check, name) for name in _COLUMNS]
        check.found = True
        if key in again and words.stated.keys() >= {*one.members}:
            check.message, check.newest = words.says(one), words.newest(one)
        if check.indicator_id not in one.indicators:  # its figures were moved or released
            check.indicator_id = one.indicators[0]
        if [getattr(check, name) for name in _COLUMNS] != before:
            changed.append(check)
    Discrepancy.objects.bulk_update(changed, _COLUMNS, batch_size=500)


def _turned(again: Mapping[str, Finding], known: Mapping[str, Discrepancy]) -> list[str]:
    """Those whose figures stand in another order now."""
    before = defaultdict[int, list[int | None]](list)
    members = DiscrepancyFigure.objects.filter(discrepancy__in=[known[key].pk for key in again]).order_by("position")
    for check, figure in members.values_list("discrepancy_id", "figure_id"):
        before[check].append(figure)
    return [key for key, one in again.items() if before[known[key].pk] != [*one.members]]


def _with_others(own: StatedFigures, found: Iterable[Finding]) -> StatedFigures:
    """Figures that are gone by now have no words; the letters they stood in are due themselves."""
    wanted = {member for one in found for member in one.members} - own.stated.keys()
    figures = list(Figure.objects.filter(pk__in=wanted).select_related("passage"))
    letters = published_letters(figures, texts=True)
    others = {one.id: one for one in statements_in_sentences(figures, letters)}
    return StatedFigures({**others, **own.stated}, {**letters, **own.letters})


def _members(check: Discrepancy, found: Finding, words: StatedFigures) -> Iterator[DiscrepancyFigure]:
    for position, member in enumerate(words.stated[number] for number in found.members):
        yield DiscrepancyFigure(
            discrepancy=check,
            figure_id=member.id,
            position=position,
            printed=member.printed,
            sentence=member.sentence,
            letter=str(words.letters[member.letter].doc_number or words.letters[member.letter])[:300],
            written_on=member.written_on,
        )


def _stand_beside(found: Mapping[Discrepancy, Finding]) -> None:
    """Only the figures of a sentence may be of several indicators."""
    beside = Discrepancy.other_indicators.through
    wanted = {
        (check.pk, indicator)
        for check, one in found.items()
        for indicator in one.indicators
        if indicator != check.indicator_id
    }
    of_sentences = [check.pk for check, one in found.items() if one.says]
    rows = beside.objects.filter(discrepancy_id__in=of_sentences)
    held = {(check, indicator): pk for pk, check, indicator in rows.values_list("pk", "discrepancy_id", "indicator_id")}
    beside.objects.filter(pk__in=[pk for pair, pk in held.items() if pair not in wanted]).delete()
    beside.objects.bulk_create(
        beside(discrepancy_id=check, indicator_id=indicator) for check, indicator in wanted - held.keys()
    )


def found_of(looked: PointComparison, indicator: int) -> list[Finding]:
    later = looked.later
    return [
        Finding(kind, (one.figure_id, later.figure_id), (one.printed, later.printed), indicators=(indicator,))
        for kind, one in looked.pairs
    ]


def found_in_sentences(stated: Mapping[int, Statement], indicators: Mapping[int, int]) -> Iterator[Finding]:
    """The sums and shares in which any figure is settled."""
    for one in check_sentences(tuple(stated.values())):
        if own := tuple(dict.fromkeys(indicators[member] for member in one.members if member in indicators)):
            yield replace(one, indicators=own)
