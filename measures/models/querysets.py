"""Rows that hang on letters, in the trade's words: who may see which."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Protocol, Self, TypeVar

from django.contrib.auth.models import AnonymousUser, User
from django.db import models

from measures.models.plans import Plan
from proposals.models import ReplyLetter, Status
from proposals.models.querysets import LetterRowQuerySet, in_wastebasket

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class LedgerRowQuerySet(LetterRowQuerySet[Row_co]):
    """Ledgers are long: whose letters a person may see is asked once for all of their rows."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those of the letters that the person may see."""
        visible = ReplyLetter.objects.visible_to(user).order_by().values("pk")
        return self.filter(**{f"{self.owner}__in": visible})


class FigureRowQuerySet(LedgerRowQuerySet[Row_co]):
    owner = "figure__letter"


class TextReferenceQuerySet(models.QuerySet[Row_co]):
    """Rows of letters and of plans."""

    def published(self, as_of: date | None = None) -> Self:
        """Without those in letters that are not published, or were written later than that day; so for plans.

        What is not shown is little, and asked for it costs least.
        """
        of_letters: dict[str, object]
        of_plans: dict[str, object]
        of_letters, of_plans = {"status": Status.PUBLISHED}, {"status": Status.PUBLISHED}
        if as_of is not None:
            of_letters["written_on__lte"], of_plans["issued_on__lte"] = as_of, as_of
        letters = ReplyLetter.everything.order_by().exclude(**of_letters)
        plans = Plan.everything.order_by().exclude(**of_plans)
        return self.exclude(letter__in=letters.values("pk")).exclude(plan__in=plans.values("pk"))

    def in_use(self) -> Self:
        """Without those of what lies in the wastebasket."""
        letters, plans = in_wastebasket("proposals.ReplyLetter"), in_wastebasket("measures.Plan")
        return self.exclude(letter__in=letters).exclude(plan__in=plans)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those of the letters and the plans that the person may see."""
        letters = ReplyLetter.objects.visible_to(user).order_by().values("pk")
        plans = Plan.objects.visible_to(user).order_by().values("pk")
        return self.filter(models.Q(plan__in=plans) | models.Q(letter__in=letters))


class DiscrepancyQuerySet(models.QuerySet[Row_co]):
    def in_use(self) -> Self:
        """Without those that hold figures of letters in the wastebasket, or stand under an indicator there."""
        kept = self.exclude(members__figure__letter__in=in_wastebasket("proposals.ReplyLetter"))
        return kept.exclude(indicator__in=in_wastebasket("measures.Indicator"))

    def open(self) -> Self:
        return self.filter(found=True, closed=False)

    def doubts(self) -> Self:
        """Those that ask something of people."""
        return self.filter(is_doubt=True)

    def opened(self, since: datetime | None = None) -> Self:
        """The doubts that are open; those only that were found after the moment, if there is one."""
        doubts = self.open().doubts()
        return doubts.filter(found_at__gt=since) if since else doubts

    def answered(self, since: datetime | None = None, *, to_editor: bool) -> Self:
        """Those that are closed; those only that were closed after the moment, if there is one."""
        closed = self.closed(to_editor=to_editor)
        if since is None:
            return closed
        then = self.model._default_manager.filter(reviews__resolved=True, reviews__at__gt=since)
        return closed.filter(pk__in=then.order_by().values("pk"))

    def closed(self, *, to_editor: bool) -> Self:
        """Readers are shown what still holds only: what was quoted then may not be published now."""
        closed = self.in_use().filter(closed=True)
        return closed if to_editor else closed.filter(found=True)


class _OfLetter(Protocol):
    letter_id: int
    letter: Any


OfLetter = TypeVar("OfLetter", bound=_OfLetter)
PUBLIC_TEXT = ("text", "masked")


def with_letters(rows: Iterable[OfLetter], *more: str) -> list[OfLetter]:
    """Give each row the head of its letter, with the fields that are named; one query.

    A row whose letter went out of the base since the row was read is left out.
    """
    shown = list(rows)
    letters = ReplyLetter.objects.heads(*more).in_bulk({row.letter_id for row in shown})
    existing = [row for row in shown if row.letter_id in letters]
    for row in existing:
        row.letter = letters[row.letter_id]
    return existing


def public_texts(rows: Iterable[OfLetter]) -> dict[int, str]:
    """The public text of each letter, masked once however many of the rows stand in it."""
    letters = {row.letter_id: row.letter for row in rows}
    return {pk: letter.public_text for pk, letter in letters.items()}


LedgerRowManager = models.Manager.from_queryset(LedgerRowQuerySet)
FigureRowManager = models.Manager.from_queryset(FigureRowQuerySet)
TextReferenceManager = models.Manager.from_queryset(TextReferenceQuerySet)
DiscrepancyManager = models.Manager.from_queryset(DiscrepancyQuerySet)
