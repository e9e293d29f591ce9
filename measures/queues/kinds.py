"""The queues: what waits for a look, in which order, who may see to it, and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from kejiting.web.permission import MAY_ASSIGN, MAY_ENTER, MAY_ENTER_PLANS, MAY_FOLLOW, MAY_HANDLE, MAY_LINK
from measures.models import (
    Commitment,
    CommitmentState,
    Discrepancy,
    Figure,
    IndicatorAlias,
    Plan,
    RefusedFigure,
    Target,
    TargetEvidence,
    TargetSuggestion,
)
from proposals.models import ReplyLetter, Request, Status
from proposals.models.letter_querysets import ReplyLetterQuerySet

# A promise waits so long before it falls due; so long before it is due a request stands in the first queue
SOON, REQUEST_SOON = timedelta(30), timedelta(14)


@dataclass(frozen=True, slots=True)
class Scope:
    """Who looks, and the letter of which all is asked for; None: whatever letter."""

    by: User
    letter: int | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """`rows` are in the order in which they wait; the page `route` of one has its `key`, of which the last is its id."""

    name: str
    label: str
    right: str
    rows: Callable[[Scope], QuerySet[Any]]
    route: str
    key: tuple[str, ...] = ("pk",)
    title: Callable[[Any], str] = str

    def address(self, scope: Scope, *key: int) -> str:
        """The page of an item as one of this queue."""
        return reverse(self.route, args=key) + self.asked(scope)

    def asked(self, scope: Scope) -> str:
        """What an address says so that it is one of this queue."""
        letter = {"letter": scope.letter} if scope.letter else {}
        return f"?{urlencode({'queue': self.name, **letter})}"

    def key_of(self, row: Any) -> tuple[int, ...]:
        return tuple(attrgetter(name.replace("__", "."))(row) for name in self.key)


def waiting_figures() -> QuerySet[Figure]:
    """The figures of published letters of which nobody said yet to which indicator they belong."""
    return Figure.objects.filter(assigned_at__isnull=True, passage__isnull=False).exclude(letter__in=_hidden_letters())


def open_suggestions() -> QuerySet[TargetSuggestion]:
    """Of published letters, those that nobody linked to the target yet, or refused."""
    same = {"target": OuterRef("target"), "figure": OuterRef("figure")}
    is_settled = Exists(TargetEvidence.objects.filter(**same)) | Exists(RefusedFigure.objects.filter(**same))
    return TargetSuggestion.objects.filter(~is_settled).exclude(figure__letter__in=_hidden_letters())


def open_promises() -> QuerySet[Commitment]:
    """Those of published letters of which nobody found anything yet."""
    promises = Commitment.objects.filter(state=CommitmentState.OPEN, is_dismissed=False)
    return promises.exclude(letter__in=_hidden_letters())


def _hidden_letters() -> QuerySet[ReplyLetter, int]:
    """What is not shown is little, and asked for it costs least."""
    return ReplyLetter.everything.unpublished().order_by().values_list("pk", flat=True)


def _to_review(scope: Scope) -> QuerySet[ReplyLetter]:
    """Those of the person or of nobody; who has another's opens it at the desk."""
    arrived = ReplyLetter.objects.in_state(Status.ARRIVED)
    return _letters(arrived.filter(Q(assigned_to=None) | Q(assigned_to=scope.by)))


def _drafts(scope: Scope) -> QuerySet[ReplyLetter]:
    return _letters(ReplyLetter.objects.in_state(Status.DRAFT))


def _to_publish(scope: Scope) -> QuerySet[ReplyLetter]:
    """What is checked; where the setting wants two persons, what another one entered."""
    checked = ReplyLetter.objects.in_state(Status.CHECKED)
    return _letters(checked.exclude(entered_by=scope.by) if settings.TWO_PERSONS else checked)


def _read_otherwise(scope: Scope) -> QuerySet[ReplyLetter]:
    return _letters(ReplyLetter.objects.published().filter(has_suggestions=True))


def waiting_wordings(letter: int | None = None) -> QuerySet[IndicatorAlias]:
    """The known wordings that figures wait for, of all letters or of one, by indicator."""
    alike = waiting_figures().filter(unit=OuterRef("indicator__unit"), counted_folded=OuterRef("folded"))
    if letter:
        alike = alike.filter(letter=letter)
    return IndicatorAlias.objects.filter(Exists(alike)).select_related("indicator").order_by("indicator__name", "pk")


def _discrepancies(scope: Scope) -> QuerySet[Discrepancy]:
    """Those in which figures of the letter stand; of all letters all that are open."""
    checks = Discrepancy.objects.opened()
    return checks.filter(members__figure__letter=scope.letter).distinct() if scope.letter else checks


def _promises(scope: Scope) -> QuerySet[Commitment]:
    """Of a letter all; of all letters those that are due soon, or were."""
    if scope.letter:
        return open_promises().filter(letter=scope.letter).order_by("pk")
    return open_promises().filter(due_on__lte=timezone.localdate() + SOON).order_by("due_on", "pk")


def _targets(scope: Scope) -> QuerySet[Target]:
    offered = open_suggestions().filter(target=OuterRef("pk"))
    if scope.letter:
        offered = offered.filter(figure__letter=scope.letter)
    targets = Target.objects.published().filter(Exists(offered), superseded=None).select_related("item")
    return targets.order_by("item__plan", "start")


def _letters(letters: ReplyLetterQuerySet) -> ReplyLetterQuerySet:
    return letters.order_by("-pk").defer("text", "as_read_text", "masked", "reading")


def _plans(status: Status) -> QuerySet[Plan]:
    return Plan.objects.filter(status=status).order_by("-pk").defer("text", "as_read_text")


def _requests(*, is_soon: bool, is_begun: bool | None = None) -> Callable[[Scope], QuerySet[Request]]:
    """Those without an answer, the soonest first: due soon or late; or else begun or not."""

    def rows(scope: Scope) -> QuerySet[Request]:
        soon = Q(due_on__lte=timezone.localdate() + REQUEST_SOON)
        waiting = Request.objects.unanswered().defer("text")
        waiting = waiting.filter(soon) if is_soon else waiting.exclude(soon)
        return waiting if is_begun is None else waiting.filter(outline__isnull=not is_begun)

    return rows


def _name_of_request(request: Request) -> str:
    due = request.due_on
    return f"{request}（{due.year}年{due.month}月{due.day}日到期）" if due else str(request)


def _name_of_wording(alias: IndicatorAlias) -> str:
    return f"{alias.wording} → {alias.indicator}"


QUEUES = {
    queue.name: queue
    for queue in (
        Queue(
            "requests_due",
            "快到期和已过期限的来件",
            MAY_HANDLE,
            _requests(is_soon=True),
            "request",
            title=_name_of_request,
        ),
        Queue(
            "requests_new",
            "还没有动笔的来件",
            MAY_HANDLE,
            _requests(is_soon=False, is_begun=False),
            "request",
            title=_name_of_request,
        ),
        Queue(
            "requests_begun",
            "正在写答复的来件",
            MAY_HANDLE,
            _requests(is_soon=False, is_begun=True),
            "outline",
            title=_name_of_request,
        ),
        Queue("review", "待核对的答复函", MAY_ENTER, _to_review, "entry_review"),
        Queue(
            "figures",
            "待认定的数据",
            MAY_ASSIGN,
            lambda scope: waiting_wordings(scope.letter),
            "indicator_wording",
            title=_name_of_wording,
        ),
        Queue("checks", "请核口径", MAY_ASSIGN, _discrepancies, "check"),
        Queue("promises", "待看的承诺", MAY_FOLLOW, _promises, "commitment"),
        Queue(
            "evidence",
            "可能对应目标的数据",
            MAY_LINK,
            _targets,
            "target",
            ("item__plan_id", "pk"),
            attrgetter("indicator"),
        ),
        Queue("doubts", "新的识别结果", MAY_ENTER, _read_otherwise, "entry_review"),
        Queue("drafts", "待核对的草稿", MAY_ENTER, _drafts, "entry_review"),
        Queue("checked", "已核对、待发布的答复函", MAY_ENTER, _to_publish, "entry_review"),
        Queue("plans", "待核对的方案", MAY_ENTER_PLANS, lambda scope: _plans(Status.ARRIVED), "entry_plan"),
        Queue("plan_drafts", "方案草稿", MAY_ENTER_PLANS, lambda scope: _plans(Status.DRAFT), "entry_plan"),
    )
}


def queues_of(user: User | AnonymousUser) -> list[Queue]:
    """Those that the person may see to, in the order of the page."""
    return [queue for queue in QUEUES.values() if user.has_perm(queue.right)]
