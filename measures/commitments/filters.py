"""Which commitments are asked for, and those that fit: of published letters, with the state known by a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils import timezone

from measures.commitments.new_evidence import has_new_evidence
from measures.models import Commitment, CommitmentState, CommitmentStep
from proposals.models import Delegate, ReplyLetter
from proposals.models.letters import of_office, of_person

Who = Literal["ours", "others"]
Due = Literal["yes", "soon"]
# What may still be late
LASTING = (CommitmentState.OPEN, CommitmentState.UNDER_WAY)
SORTS = {
    "date": ("成文日期，新的在前", (F("letter__written_on").desc(nulls_last=True), "-letter_id", "pk")),
    "oldest": ("成文日期，旧的在前", (F("letter__written_on").asc(nulls_last=True), "letter_id", "pk")),
    "due": ("时限，早的在前", (F("due_on").asc(nulls_last=True), "pk")),
}
SOON_DAYS = 30
FIRST_DAY, LAST_DAY = date(1949, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True, slots=True)
class CommitmentFilters:
    """None and the empty string ask for nothing. `office` is part of a document number, which its 代字 opens, or of an
    agency's name; `person` the name of who asked, or its pinyin; `body` is part of an actor's.

    `as_of`, from FIRST_DAY to LAST_DAY: the letters written and the steps taken by that day, and what was late then.
    `overdue`: what was late on that day, or was due soon. `moved_since`: what people found something of after that moment.
    `set_aside` asks for what people found to be no promise, whenever they did; otherwise there is none of it.
    """

    year: int | None = None
    letter: int | None = None
    office: str = ""
    person: str = ""
    state: str = ""
    who: Who | None = None
    body: str = ""
    checkable: str = ""
    overdue: Due | None = None
    delegate: int | None = None
    as_of: date | None = None
    origin: str = ""
    set_aside: bool = False
    evidence: str = ""
    sort: str = ""
    moved_since: datetime | None = None

    @property
    def day(self) -> date:
        """What is due before it is late."""
        return self.as_of or timezone.localdate()

    def of_letters(self, to: str = "") -> Q:
        """What is asked of the letters; `to` leads to them: letter__."""
        said = {"status": "published", "written_on__year": self.year, "pk": self.letter, "written_on__lte": self.as_of}
        wanted = Q(**{to + name: value for name, value in said.items() if value})
        if self.office:
            wanted &= of_office(self.office, to)
        if self.person:
            wanted &= of_person(self.person, to)
        if self.delegate:
            answering = ReplyLetter.objects.answering(Delegate(pk=self.delegate))
            wanted &= Q(**{f"{to}pk__in": answering.order_by().values("pk")})
        return wanted

    @property
    def wanted(self) -> Q:
        wanted = Q(is_dismissed=self.set_aside)
        if self.who:
            wanted &= Q(actor__isnull=self.who == "ours")
        if self.body:
            wanted &= Q(actor__contains=self.body)
        if self.checkable:
            wanted &= Q(Exact(_plain("verifiability"), self.checkable))
        if self.origin:
            wanted &= Q(Exact(_plain("origin"), self.origin))
        if self.overdue:
            wanted &= (is_late if self.overdue == "yes" else is_due_soon)(self.day)
        if self.evidence:
            wanted &= has_new_evidence(self.as_of)
        if self.moved_since:
            moved = CommitmentStep.objects.filter(at__gt=self.moved_since).order_by()
            wanted &= Q(pk__in=moved.values("commitment"))
        return wanted


def board_keys(filters: CommitmentFilters) -> QuerySet[Commitment, int]:
    """In the order asked for; else the newest letter first, within a letter in the order in which they were read.

    Keys alone, so that tens of thousands are put in order without their words.
    """
    fitting = _whatever_letter(filters).filter(filters.of_letters("letter__"))
    if filters.state:
        fitting = fitting.filter(Q(known_state=filters.state))
    return fitting.order_by(*SORTS[filters.sort or "date"][1]).values_list("pk", flat=True)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there are in every state, in the order of `CommitmentState`, and how many of them all are late, or due soon."""

    states: dict[CommitmentState, int]
    late: int
    soon: int

    def of(self, state: str) -> int:
        """How many are in the state; in any, if it is empty."""
        return self.states[CommitmentState(state)] if state else sum(self.states.values())


def count_states(filters: CommitmentFilters) -> Tally:
    """Of those that fit whatever their state; one query."""
    fitting = _whatever_letter(filters).filter(_of_fitting_letters(filters))
    # the column itself, where it is the state that is known: an index counts by it
    counted = fitting.order_by().values(now=F("known_state" if filters.as_of else "state"))
    late, soon = (Count("pk", filter=fits(filters.day)) for fits in (is_late, is_due_soon))
    rows = list(counted.annotate(many=Count("*"), late=late, soon=soon))
    counts = {row["now"]: row["many"] for row in rows}
    return Tally(
        {state: counts.get(state, 0) for state in CommitmentState},
        late=sum(row["late"] for row in rows),
        soon=sum(row["soon"] for row in rows),
    )


def _of_fitting_letters(filters: CommitmentFilters) -> Q:
    """By the keys of the letters; where they are asked to be published only, by those that are not, which are few."""
    wanted = filters.of_letters()
    if wanted == CommitmentFilters().of_letters():
        return ~Q(letter__in=ReplyLetter.everything.unpublished().order_by().values("pk"))
    return Q(letter__in=ReplyLetter.objects.filter(wanted).order_by().values("pk"))


def _whatever_letter(filters: CommitmentFilters) -> QuerySet[Commitment]:
    return Commitment.objects.annotate(known_state=known_state(filters.as_of)).filter(filters.wanted)


def known_state(as_of: date | None) -> Combinable:
    """The state of the last step taken by that day; of a commitment without one, 待落实."""
    if as_of is None:
        return _plain("state")
    taken = CommitmentStep.objects.filter(commitment=OuterRef("pk"), at__lte=end_of(as_of))
    return Coalesce(Subquery(taken.order_by("-pk").values("state")[:1]), Value(CommitmentState.OPEN))


def _plain(column: str) -> Coalesce:
    """The column, which is never NULL, as an expression: SQLite takes an equal column for something rare, and would
    begin with it instead of with the newest letter."""
    return Coalesce(F(column), Value(""))


def is_late(day: date) -> Q:
    """Of commitments with `known_state`: due before that day, and neither done nor given up."""
    return Q(due_on__lt=day, known_state__in=LASTING)


def is_due_soon(day: date) -> Q:
    """Of commitments with `known_state`: due on that day or within a month after it, and neither done nor given up."""
    return Q(due_on__gte=day, due_on__lte=day + timedelta(SOON_DAYS), known_state__in=LASTING)


def end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))
