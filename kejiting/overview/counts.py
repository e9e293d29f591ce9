"""The numbers of the overview, each with the address of the list that has just these rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F
from django.urls import reverse
from django.utils import timezone

from kejiting.desk.forms import STATES, of_state
from kejiting.web.querystring import address
from measures.commitments.filters import CommitmentFilters, count_states, is_due_soon, known_state
from measures.commitments.forms import DUES
from measures.commitments.rows import BoardRow, rows_of
from measures.models import Commitment, CommitmentState, Discrepancy, Plan
from measures.plans.progress import ChapterBar, bars_of
from measures.plans.rows import lines_of_plans
from proposals.models import LetterDocumentType, ReplyLetter, Request
from proposals.pages.forms import NO_CODE
from proposals.parsing import drafting_office

SOONEST = 5
# The newest; older ones have their pages
MOST_PLANS = 3


@dataclass(frozen=True, slots=True)
class CountedList:
    """`kind` colours it, as its list does."""

    label: str
    count: int
    address: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class PlanProgress:
    plan: Plan
    bars: list[ChapterBar]


def listed(page: str, **asked: object) -> str:
    """The address of the page of this name that is asked for this."""
    return reverse(page) + address(asked)


def promises() -> list[CountedList]:
    """One query."""
    tally = count_states(CommitmentFilters())
    due = {"yes": tally.late, "soon": tally.soon}
    return [
        *(
            CountedList(
                DUES[name], count, listed("commitments", overdue=name), "late" if name == "yes" else "under_way"
            )
            for name, count in due.items()
        ),
        *(
            CountedList(str(state.label), tally.of(state), listed("commitments", state=state.value), state.value)
            for state in CommitmentState
        ),
    ]


def requests() -> list[CountedList]:
    """来件 that wait for their answers; a query each."""
    kinds = {"open": "", "week": "under_way", "late": "late"}
    return [
        CountedList(
            STATES[state], of_state(Request.objects.all(), state).count(), listed("requests", state=state), kind
        )
        for state, kind in kinds.items()
    ]


def requests_due_next(day: date) -> list[Request]:
    """Those without an answer that are due soonest; one query, answered by an index."""
    due = Request.objects.unanswered().filter(due_on__gte=day).order_by("due_on", "pk")
    return list(due.defer("text")[:SOONEST])


def due_next(day: date) -> list[BoardRow]:
    """The promises of published letters that are due soonest; three queries."""
    due = Commitment.objects.annotate(known_state=known_state(None)).filter(is_due_soon(day), is_dismissed=False)
    hidden = ReplyLetter.everything.unpublished().order_by().values("pk")
    soonest = due.exclude(letter__in=hidden).order_by("due_on", "pk").values_list("pk", flat=True)
    return rows_of(soonest[:SOONEST], day)


def plans() -> list[PlanProgress]:
    """The newest published plans that set targets, with a bar a chapter; a number of queries that does not grow."""
    newest = Plan.objects.published().defer("as_read_text").filter(items__targets__isnull=False).distinct()
    shown = list(newest.prefetch_related("items")[:MOST_PLANS])
    lines, today = lines_of_plans(shown), timezone.localdate()
    return [PlanProgress(plan, bars_of(lines[plan.pk], plan.items.all(), today)) for plan in shown]


def newest_year(today: date) -> int:
    """This year, or the last one before in which a published letter was written; one query, answered by an index."""
    written = ReplyLetter.objects.published().filter(written_on__lte=today)
    last = written.order_by("-written_on").values_list("written_on", flat=True).first()
    return last.year if last else today.year


def offices(year: int) -> list[CountedList]:
    """The published answers of a year by the letters of their issuer, most first; behind them the opinions, if there are
    any. Two queries, answered by indexes."""
    letters = ReplyLetter.objects.published().answered_in(year).order_by()
    replies, asked = (
        letters.replies().values_list("doc_code"),
        {"year": year, "document_type": LetterDocumentType.REPLY},
    )
    codes = replies.annotate(many=Count("pk")).order_by(F("many").desc(), "doc_code")
    counted = [
        CountedList(_office(code), count, listed("letters", **asked, code=code or NO_CODE)) for code, count in codes
    ]
    opinions, asked = letters.opinions().count(), asked | {"document_type": LetterDocumentType.OPINION}
    return [*counted, CountedList("会办意见", opinions, listed("letters", **asked))] if opinions else counted


def _office(code: str | None) -> str:
    """吉科发成（成）"""
    office = drafting_office(code) if code else None
    return f"{code}（{office}）" if office else code or "没有发文字号"


def news(since: datetime, *, to_editor: bool) -> list[CountedList]:
    """What happened after the moment, by kind; a query each."""
    letters = ReplyLetter.objects.published()
    moved = count_states(CommitmentFilters(moved_since=since)).of("")
    opened = Discrepancy.objects.opened(since).count()
    answered = Discrepancy.objects.answered(since, to_editor=to_editor).count()
    new = letters.filter(is_news=True, first_published_at__gt=since)
    return [
        CountedList(
            "新发布的答复函",
            new.replies().count(),
            listed("letters", document_type=LetterDocumentType.REPLY, published_since=since),
        ),
        CountedList(
            "新发布的会办意见",
            new.opinions().count(),
            listed("letters", document_type=LetterDocumentType.OPINION, published_since=since),
        ),
        CountedList(
            "更正过的答复函", letters.filter(corrected_at__gt=since).count(), listed("letters", corrected_since=since)
        ),
        CountedList("有新进展的承诺", moved, listed("commitments", moved_since=since)),
        CountedList("新发现的请核口径", opened, listed("checks", since=since)),
        CountedList("核对完毕的请核口径", answered, listed("checks", state="closed", since=since)),
    ]
