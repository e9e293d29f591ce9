"""The figures that wait to be settled, by what they count: those of a known wording first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from measures.extraction.checks import is_planned
from measures.figures.filters import newest_first
from measures.figures.rows import LedgerRow, ledger_rows
from measures.indicators.forms import AssignmentForm
from measures.indicators.suggestions import Counted, IndicatorSuggestion, suggest_indicators
from measures.models import Figure, Indicator, IndicatorAlias
from measures.queues.kinds import waiting_figures, waiting_wordings
from measures.records import choice_of, in_sentence

WORDINGS = 10
FIGURES = 20
LETTER_FIGURES = 200
MOST_ALIKE = 10
LAST_PAGE = 1000
_AT_MOST_OF_ONE = 20


@dataclass(frozen=True, slots=True)
class OfferedRow:
    row: LedgerRow
    choice: str
    is_planned: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that count the same in the same words and unit; `counted` as the first of them prints it."""

    unit: str
    counted: str
    rows: tuple[OfferedRow, ...]
    offer: IndicatorSuggestion | None

    @property
    def ticked(self) -> list[OfferedRow]:
        """Those to be settled together: what is reported or, where nothing is, what is planned."""
        is_sure = len(self.rows) == 1 or (self.offer is not None and self.offer.same)
        return ([one for one in self.rows if not one.is_planned] or list(self.rows)) if is_sure else []

    @property
    def form(self) -> AssignmentForm:
        form = AssignmentForm(initial={"name": self.counted[:100]}, auto_id=f"%s-{self.rows[0].row.figure.pk}")
        form.fields["name"].widget.attrs["list"] = f"names-{self.unit}"
        return form

    @property
    def settled(self) -> Indicator | None:
        return self.rows[0].row.figure.indicator


@dataclass(frozen=True, slots=True)
class OfferPage:
    groups: list[Group]
    number: int
    has_more: bool


def _stated() -> QuerySet[Figure]:
    """The figures of published letters. By its status beside its date a letter is looked up in an index."""
    return Figure.objects.published().filter(passage__start__gte=0)


def of_known_wordings(number: int) -> OfferPage:
    """The wordings that figures wait for, by indicator; of each the figures entered last."""
    some = list(
        waiting_wordings().values_list("indicator__unit", "folded")[(number - 1) * WORDINGS : number * WORDINGS + 1]
    )
    figures = [figure for unit, folded in dict.fromkeys(some[:WORDINGS]) for figure in _of_wording(unit, folded)]
    return OfferPage(_groups(figures), number, len(some) > WORDINGS)


def of_wording(alias: IndicatorAlias | None, letter: int | None = None) -> OfferPage:
    """Those that wait for one wording, of all letters or of one; none if the wording is no more."""
    figures = _of_wording(alias.indicator.unit, alias.folded, letter) if alias else ()
    return OfferPage(_groups(figures), 1, False)


def alike_groups(letter: int | None = None) -> list[Group]:
    """What may be confirmed at once, of all letters or of one: figures of known wordings, in the order of the queue.

    Of each wording those that may be ticked together; so many that the list can be looked through.
    """
    wordings = waiting_wordings(letter).values_list("indicator__unit", "folded")[:MOST_ALIKE]
    figures = [figure for unit, folded in dict.fromkeys(wordings) for figure in _of_wording(unit, folded, letter)]
    return [group for group in _groups(figures) if group.offer and group.offer.same and group.ticked]


def of_letter(letter: int) -> OfferPage:
    """Those of one letter that wait, in the order of its text; those with the best offers first."""
    some = list(newest_first(waiting_figures().filter(letter=letter))[: LETTER_FIGURES + 1])
    return OfferPage(_best_first(_groups(some[:LETTER_FIGURES])), 1, len(some) > LETTER_FIGURES)


def _of_wording(unit: str, folded: str, letter: int | None = None) -> QuerySet[Figure]:
    alike = waiting_figures().filter(unit=unit, counted_folded=folded, **({"letter": letter} if letter else {}))
    return alike.select_related("passage__recommendation", "indicator").order_by("-pk")[:_AT_MOST_OF_ONE]


def of_all(number: int) -> OfferPage:
    """All that wait, the newest letter first; on a page those with the best offers first."""
    some = list(newest_first(waiting_figures())[(number - 1) * FIGURES : number * FIGURES + 1])
    return OfferPage(_best_first(_groups(some[:FIGURES])), number, len(some) > FIGURES)


def of_one(pk: int) -> OfferPage:
    """A figure alone, settled or not."""
    return OfferPage(_groups(newest_first(_stated().filter(pk=pk))), 1, False)


def _best_first(groups: list[Group]) -> list[Group]:
    return sorted(groups, key=lambda group: group.offer.rank if group.offer else (True, 1.0))


def _groups(figures: Iterable[Figure]) -> list[Group]:
    rows: dict[Counted, list[LedgerRow]] = defaultdict(list)
    for row in ledger_rows(figures):
        rows[row.figure.unit, row.figure.counted_folded or ""].append(row)
    offers = suggest_indicators(list(rows))
    return [
        Group(
            unit=unit,
            counted=alike[0].figure.counted or "",
            rows=tuple(map(_offered, alike)),
            offer=offers.get((unit, folded)),
        )
        for (unit, folded), alike in rows.items()
    ]


def _offered(row: LedgerRow) -> OfferedRow:
    figure, passage = row.figure, row.figure.passage
    stated = in_sentence(figure, passage, figure.letter, row.sentence, row.place) if passage else None
    return OfferedRow(row, choice_of(figure), stated is not None and is_planned(stated))
