"""Which commitments are asked for, and those that fit: of published letters, with the state known by a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils import timezone

from measures.models import Commitment, CommitmentStep, State
from proposals.models import Delegate, ReplyLetter

Who = Literal["ours", "others"]
# What may still be late
LASTING = (State.OPEN, State.UNDER_WAY)
FIRST_DAY, LAST_DAY = date(1949, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True, slots=True)
class Filters:
    """None and the empty string ask for nothing. `office` is part of a 代字 or of an agency's name, `body` of an actor's.

    `as_of`, from FIRST_DAY to LAST_DAY: the letters written and the steps taken by that day, and what was late then.
    """

    year: int | None = None
    letter: int | None = None
    office: str = ""
    state: str = ""
    who: Who | None = None
    body: str = ""
    checkable: str = ""
    overdue: bool = False
    delegate: int | None = None
    as_of: date | None = None

    @property
    def day(self) -> date:
        """What is due before it is late."""
        return self.as_of or timezone.localdate()

    @property
    def letters(self) -> QuerySet[ReplyLetter]:
        wanted = Q()
        if self.year:
            wanted &= Q(written_on__year=self.year)
        if self.letter:
            wanted &= Q(pk=self.letter)
        if self.office:
            wanted &= Q(doc_code__contains=self.office) | Q(agency__contains=self.office)
        if self.as_of:
            wanted &= Q(written_on__lte=self.as_of)
        letters = ReplyLetter.objects.published().filter(wanted)
        return letters.answering(Delegate(pk=self.delegate)) if self.delegate else letters

    @property
    def wanted(self) -> Q:
        wanted = Q()
        if self.who:
            wanted &= Q(actor__isnull=self.who == "ours")
        if self.body:
            wanted &= Q(actor__contains=self.body)
        if self.checkable:
            wanted &= Q(checkable=self.checkable)
        if self.overdue:
            wanted &= is_late(self.day)
        return wanted


def fitting_commitments(filters: Filters) -> QuerySet[Commitment]:
    """Those that fit whatever their state, in no order, with `known_state`."""
    commitments = Commitment.objects.annotate(known_state=known_state(filters.as_of))
    return commitments.filter(filters.wanted, letter__in=filters.letters.order_by().values("pk"))


def in_state(commitments: QuerySet[Commitment], state: str) -> QuerySet[Commitment]:
    return commitments.filter(Q(known_state=state)) if state else commitments


def newest_first(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """In the order of the board, within a letter in that of its text."""
    return commitments.order_by(
        F("letter__written_on").desc(nulls_last=True), "-letter_id", "passage__start", "start", "pk"
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there are in every state, in the order of `State`, and how many of them all are late."""

    states: dict[State, int]
    late: int

    def of(self, state: str) -> int:
        """How many are in the state; in any, if it is empty."""
        return self.states[State(state)] if state else sum(self.states.values())


def count_states(commitments: QuerySet[Commitment], filters: Filters) -> Tally:
    """One query."""
    counted = commitments.order_by().values(now=F("known_state"))
    rows = list(counted.annotate(many=Count("pk"), late=Count("pk", filter=is_late(filters.day))))
    counts = {row["now"]: row["many"] for row in rows}
    return Tally({state: counts.get(state, 0) for state in State}, sum(row["late"] for row in rows))


def known_state(as_of: date | None) -> Combinable:
    """The state of the last step taken by that day; of a commitment without one, 待落实."""
    if as_of is None:
        return F("state")
    taken = CommitmentStep.objects.filter(commitment=OuterRef("pk"), at__lte=end_of(as_of))
    return Coalesce(Subquery(taken.order_by("-pk").values("state")[:1]), Value(State.OPEN))


def is_late(day: date) -> Q:
    """Of commitments with `known_state`: due before that day, and neither done nor given up."""
    return Q(due_on__lt=day, known_state__in=LASTING)


def end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))
