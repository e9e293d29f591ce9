"""Which letters answer which requests: found by session and number when either comes in, or said by a person."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.web.actions import refuse_if
from proposals.models import Answer, CongressSession, ReplyLetter, Request, RequestAnswer
from proposals.models.letter_querysets import ReplyLetterQuerySet
from proposals.parsing import ParsedSession


def link_request(request: Request) -> None:
    """Link the letters that answer the proposal of the request's session, number and kind; what a person said stays."""
    letters = ReplyLetter.everything.filter(pk__in=_answers(request).values("letter"))
    letters = letters.exclude(pk__in=request.not_answered_by.values("pk"))
    found = set(letters.order_by().values_list("pk", flat=True))
    _set_links(RequestAnswer.objects.filter(request=request), "letter_id", found, {"request_id": request.pk})


def link_letters(letters: ReplyLetterQuerySet) -> None:
    """Link the requests whose session, number and kind are those of what each of the letters answers."""
    if Request.objects.exists():
        for letter in letters.order_by().only("pk").distinct():
            _link_letter(letter)


def _link_letter(letter: ReplyLetter) -> None:
    found: set[int] = set()
    for answer in letter.answers.select_related("proposal__session"):
        proposal = answer.proposal
        if proposal.session is None or proposal.number_key is None:
            continue
        same = Request.objects.filter(session__in=same_sessions(proposal.session), number_key=proposal.number_key)
        if proposal.kind:
            same = same.filter(Q(kind=proposal.kind) | Q(kind__isnull=True))
        found |= set(same.exclude(not_answered_by=letter).order_by().values_list("pk", flat=True))
    _set_links(RequestAnswer.objects.filter(letter=letter), "request_id", found, {"letter_id": letter.pk})


@transaction.atomic
def add_answer(request: Request, letter: ReplyLetter, *, by: User) -> None:
    """Say that the letter answers the request. Raises ActionError if it does so already."""
    refuse_if(request.answers.filter(letter=letter, by__isnull=False).exists(), "已经认定这份答复函答复这件来件。")
    request.not_answered_by.remove(letter)
    RequestAnswer.objects.update_or_create(request=request, letter=letter, defaults={"by": by})
    record_act(AuditAct.SETTLED, request, by=by, detail=f"答复：{letter}")


@transaction.atomic
def remove_answer(request: Request, letter: ReplyLetter) -> None:
    """Say that the letter is no answer to the request; no rule links them again."""
    request.answers.filter(letter=letter).delete()
    request.not_answered_by.add(letter)
    record_act(AuditAct.SETTLED, request, detail=f"不是答复：{letter}")


def same_sessions(session: CongressSession | ParsedSession) -> QuerySet[CongressSession]:
    """The rows that may be the session: a letter of the province writes 省政协, a request 政协吉林省委员会.

    Of a short form that says no region, 十三届三次会议, they are those of any.
    """
    rows = CongressSession.objects.filter(body=session.body, term=session.term, meeting=session.meeting).order_by()
    if not session.region:
        return rows
    rows = rows.filter(level=session.level)
    return rows if session.region == session.level else rows.filter(region__in=(session.region, session.level))


def _answers(request: Request) -> QuerySet[Answer]:
    if request.session is None or request.number_key is None:
        return Answer.objects.none()
    sessions = same_sessions(request.session)
    answers = Answer.objects.filter(proposal__session__in=sessions, proposal__number_key=request.number_key).order_by()
    kind = Q(proposal__kind=request.kind) | Q(proposal__kind__isnull=True)
    return answers.filter(kind) if request.kind else answers


def _set_links(links: QuerySet[RequestAnswer], column: str, found: set[int], owner: dict[str, int]) -> None:
    """Let the links that rules found be these."""
    present = dict(links.order_by().values_list(column, "by"))
    stale = {pk for pk, by in present.items() if by is None} - found
    if stale:
        links.filter(by__isnull=True, **{f"{column}__in": stale}).delete()
    new = [RequestAnswer(**owner, **{column: pk}) for pk in found - present.keys()]
    RequestAnswer.objects.bulk_create(new, ignore_conflicts=True)
