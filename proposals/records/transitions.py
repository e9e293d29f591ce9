"""Which state of a letter or a plan may follow which, who may bring it about, and why it is refused: one table.

Every change of a status goes through `change_status`; pages ask `open_to` which buttons to show.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone

from kejiting.text.file_text import OCR
from kejiting.web.actions import ActionError
from kejiting.web.rights import right_name, roles_with
from proposals.models import ActKind, EnteredModel, Status
from proposals.records.errors import NotLookedAtError, OwnLetterError

LONGEST_REASON = 200
BACK_TO_FORMER = "恢复到以前"


@dataclass(frozen=True, slots=True)
class AskedStatus:
    """A status that is asked for: by whom, None for the command line; why; whether they saw it beside its original;
    whether it is one that the letter or plan had at a former act; and whether it is taken out of the wastebasket."""

    by: User | None
    reason: str = ""
    looked_at: bool = False
    going_back: bool = False
    bringing_back: bool = False


Condition = Callable[[EnteredModel, Status, AskedStatus], None]


@dataclass(frozen=True, slots=True)
class Transition:
    """The act that it is, the right that it takes (add or delete such a document), and what has to hold."""

    act: ActKind
    right: str = "add"
    conditions: tuple[Condition, ...] = ()


def needs_another(document: EnteredModel, by: User | None) -> bool:
    """Does the setting want two persons, and is `by` who entered it? None: no person publishes."""
    return bool(settings.TWO_PERSONS and by is not None and by.pk == document.entered_by_id)


def _by_another(document: EnteredModel, _to: Status, asked: AskedStatus) -> None:
    if needs_another(document, asked.by):
        raise OwnLetterError(document)


def _looked_at(document: EnteredModel, _to: Status, asked: AskedStatus) -> None:
    if document.awaits_look and not asked.looked_at:
        raise NotLookedAtError(document)


def _with_reason(document: EnteredModel, _to: Status, asked: AskedStatus) -> None:
    if not asked.reason.strip():
        raise ActionError(f"请写明为什么撤回《{document}》：打开它的读者会看到这个原因。没有撤回。")


def _as_before(document: EnteredModel, to: Status, asked: AskedStatus) -> None:
    if not asked.bringing_back or to != document.status_before:
        raise ActionError(f"《{document}》在回收站里，请先恢复。")


_DRAFT = Transition(ActKind.DRAFTED)
_CHECK = Transition(ActKind.CHECKED, conditions=(_looked_at,))
_PUBLISH = Transition(ActKind.PUBLISHED, conditions=(_by_another, _looked_at))
_WITHDRAW = Transition(ActKind.WITHDRAWN, conditions=(_with_reason,))
_DELETE = Transition(ActKind.DELETED)
_BRING_BACK = Transition(ActKind.BROUGHT_BACK, conditions=(_as_before,))
# To what a letter or plan was at a former act, from whatever it is: only what publishing takes is asked for
_BACK, _BACK_TO_READERS = Transition(ActKind.RESTORED), Transition(ActKind.RESTORED, conditions=_PUBLISH.conditions)

TRANSITIONS: dict[tuple[Status, Status], Transition] = {
    (Status.ARRIVED, Status.DRAFT): _DRAFT,
    (Status.ARRIVED, Status.CHECKED): _CHECK,
    (Status.ARRIVED, Status.PUBLISHED): _PUBLISH,
    (Status.ARRIVED, Status.DELETED): _DELETE,
    (Status.DRAFT, Status.CHECKED): _CHECK,
    (Status.DRAFT, Status.PUBLISHED): _PUBLISH,
    (Status.DRAFT, Status.DELETED): _DELETE,
    (Status.CHECKED, Status.DRAFT): _DRAFT,
    (Status.CHECKED, Status.PUBLISHED): _PUBLISH,
    (Status.CHECKED, Status.DELETED): _DELETE,
    (Status.PUBLISHED, Status.WITHDRAWN): _WITHDRAW,
    (Status.PUBLISHED, Status.DELETED): Transition(ActKind.DELETED, right="delete"),
    (Status.WITHDRAWN, Status.DRAFT): _DRAFT,
    (Status.WITHDRAWN, Status.CHECKED): _CHECK,
    (Status.WITHDRAWN, Status.PUBLISHED): _PUBLISH,
    (Status.WITHDRAWN, Status.DELETED): _DELETE,
    **{(Status.DELETED, former): _BRING_BACK for former in Status if former != Status.DELETED},
}

# Of what the table does not have, the first that fits says why: from, to (None: whichever), what people read
REFUSALS: tuple[tuple[Status | None, Status | None, str], ...] = (
    (Status.DELETED, Status.DELETED, "《{}》已经在回收站里。"),
    (Status.PUBLISHED, Status.PUBLISHED, "《{}》已经发布。"),
    (Status.WITHDRAWN, Status.WITHDRAWN, "《{}》已经撤回。"),
    (Status.PUBLISHED, Status.ARRIVED, "《{}》已经发布，不能再变回待核对。"),
    (Status.PUBLISHED, None, "《{}》已经发布，要退回请先撤回。"),
    (None, Status.ARRIVED, "《{}》不能变回待核对：那是刚读入、还没有人看过的。"),
    (None, Status.WITHDRAWN, "《{}》还没有发布，不用撤回。"),
    (None, None, "《{}》已经是这个状态。"),
)


def find_transition(document: EnteredModel, to: Status, asked: AskedStatus) -> Transition:
    """Return the transition from what a letter or plan is to `to`. Raises ActionError with the reason if it is refused."""
    was = Status(document.status)
    transition = TRANSITIONS.get((was, to))
    if asked.going_back:
        transition = _BACK_TO_READERS if to == Status.PUBLISHED else _BACK
    if transition is None:
        sentence = next(one for source, target, one in REFUSALS if source in (None, was) and target in (None, to))
        raise ActionError(sentence.format(document))
    _expect_right(document, transition, asked.by)
    for condition in transition.conditions:
        condition(document, to, asked)
    return transition


def open_to(document: EnteredModel, by: User | AnonymousUser) -> frozenset[Status]:
    """Return what whoever looks may make of it; reasons and looks at its original may still be asked for."""
    if not isinstance(by, User):
        return frozenset()
    asked = AskedStatus(by, reason="?", looked_at=True)
    return frozenset(to for to in Status if _is_open(document, to, asked))


def change_status(document: EnteredModel, to: Status, asked: AskedStatus) -> ActKind:
    """Give a locked letter or plan another status, with what readers are told of it; return which act it is.

    To be saved by the caller. Raises ActionError with the reason if it is refused.
    """
    transition = find_transition(document, to, asked)
    if document.is_published and to != Status.DELETED:
        document.withdrawn_at, document.withdrawal_reason = timezone.now(), asked.reason.strip()[:LONGEST_REASON]
    elif to == Status.PUBLISHED:
        document.withdrawn_at, document.withdrawal_reason = None, ""
    if asked.looked_at and _looked_at in transition.conditions:
        document.problems = [problem for problem in document.problems if problem["field"] != OCR]
    document.status = to
    return transition.act


def _is_open(document: EnteredModel, to: Status, asked: AskedStatus) -> bool:
    try:
        find_transition(document, to, asked)
    except ActionError:
        return False
    return True


def _expect_right(document: EnteredModel, transition: Transition, by: User | None) -> None:
    meta = document._meta
    right = f"{meta.app_label}.{transition.right}_{meta.model_name}"
    if by is not None and not by.has_perm(right):
        who = "、".join(roles_with(right))
        raise ActionError(f"这一步需要“{right_name(right)}”的权限，有这项权限的是：{who}。没有改动。")
