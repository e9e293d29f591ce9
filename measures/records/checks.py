"""Keep the checks of the indicators in step with their figures.

Whatever may change what a published letter's settled figures say notes the letter as due, in the same transaction;
whoever shows checks catches up first. What a letter costs hangs on its own figures, not on how many others there are.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q, QuerySet

from measures.extraction.checks import Finding, Kind
from measures.models import Discrepancy, Figure, Indicator, PendingRecheck, SeriesPoint
from measures.records.kept_checks import (
    StatedFigures,
    found_in_sentences,
    found_of,
    retire,
    save_discrepancies,
)
from measures.records.series_points import look_again, renew_points
from measures.records.statements import pending_letters, published_letters, statements_in_sentences

# So many letters are looked at in one transaction, and while somebody waits, in a second at most
_AT_ONCE = 20
_OF_PAIRS = (Kind.DIFFERS, Kind.UNCHANGED)


def catch_up_checks() -> bool:
    """Find the checks of the letters that are due, unless they are so many that nobody should wait; are none due now?

    One query if none is.
    """
    letters = pending_letters(_AT_ONCE + 1)
    return not letters or (len(letters) <= _AT_ONCE and _catch_up(letters))


def catch_up_all_checks() -> None:
    """However many are due, in lots of a transaction each."""
    while letters := pending_letters(_AT_ONCE):
        if not _catch_up(letters):
            return


@transaction.atomic
def _catch_up(letters: Collection[int]) -> bool:
    """False, with nothing done, if people moved figures of theirs to yet other indicators: they see to it themselves."""
    due = list(PendingRecheck.objects.select_for_update().filter(letter__in=letters))
    if not due:
        return True
    letters = {row.letter for row in due}
    held = set(_indicators_of(letters).select_for_update(no_key=True).values_list("pk", flat=True))
    if set(_indicators_of(letters).values_list("pk", flat=True)) - held:
        return False
    _find(letters, held)
    PendingRecheck.objects.filter(pk__in=[row.pk for row in due]).delete()
    return True


def _indicators_of(letters: Collection[int]) -> QuerySet[Indicator]:
    """In the order in which they are held everywhere."""
    stand = SeriesPoint.objects.filter(letter__in=letters).values("indicator")
    settled = Figure.objects.filter(letter__in=letters, indicator__isnull=False).values("indicator")
    return Indicator.objects.filter(Q(pk__in=stand) | Q(pk__in=settled)).order_by("pk")


def _find(letters: Collection[int], held: Collection[int]) -> None:
    settled = Figure.objects.filter(letter__in=letters, indicator__in=held)
    figures = list(Figure.objects.filter(passage__in=settled.values("passage")).select_related("passage"))
    texts = published_letters(figures, texts=True)
    stated = {one.id: one for one in statements_in_sentences(figures, texts)}
    indicators = {one.pk: one.indicator_id or 0 for one in figures if one.indicator_id in held and one.pk in stated}
    own = {*SeriesPoint.objects.filter(letter__in=letters).values_list("figure_id", flat=True), *stated}
    near = list(look_again(renew_points(letters, stated.values(), indicators)))
    found: dict[str, Finding] = {one.key: one for one in found_in_sentences(stated, indicators)}
    found |= {one.key: one for indicator, looked in near for one in found_of(looked, indicator)}
    kept = save_discrepancies(found, StatedFigures(stated, texts))
    retire(_found_before(own, {looked.later.figure_id for _, looked in near}) - kept)


def _found_before(own: Collection[int], later: Collection[int]) -> set[int]:
    """The checks of the letters' own figures, and the pairs whose later figure stands where something changed."""
    pairs = Discrepancy.objects.filter(kind__in=_OF_PAIRS, members__position=1, members__figure__in=later)
    of_own = Discrepancy.objects.filter(members__figure__in=own)
    return {*pairs.values_list("pk", flat=True), *of_own.values_list("pk", flat=True)}
