"""撤销上一步: what was done last with an item of a queue is taken back by one press, as long as it is as it was left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kejiting.indexing.sync import sync_pending
from kejiting.ingest.wastebasket import restore
from kejiting.web.actions import ActionError, get_or_refuse, refuse_if
from kejiting.web.permission import MAY_ASSIGN, MAY_ENTER, MAY_FOLLOW, MAY_LINK, MAY_RULE, require_permission
from measures.models import Commitment, CommitmentState, Target
from measures.records import (
    TargetChange,
    change_target,
    restore_commitment,
    review_discrepancy,
    take_back_assignment,
    take_step,
)
from proposals.models import ReplyLetter
from proposals.records import undo_edit

# Pages show it from here: `request.session.last_deed`
_KEPT = "last_deed"
_REASON = "撤销上一步"
_NONE = "上一步已经撤销，或者后来又做了别的，没有撤销。"


@dataclass(frozen=True, slots=True)
class Deed:
    """`name` is one of UNDOES, `facts` what it has to know, as JSON has it; `address` is the page where it was done.

    `said` is what the person was told of it.
    """

    name: str
    said: str
    address: str
    facts: dict[str, Any]


def remember_deed(request: HttpRequest, deed: Deed | None) -> None:
    """Keep what the person did last; None if that cannot be taken back, which ends what could be before."""
    if deed:
        request.session[_KEPT] = {**asdict(deed), "said": deed.said.rstrip("。"), "key": uuid4().hex}
    else:
        request.session.pop(_KEPT, None)


@require_POST
def undo_deed(request: HttpRequest) -> HttpResponse:
    """Take back the deed that the page showed, and show the page where it was done."""
    kept = request.session.get(_KEPT)
    if kept is None or kept["key"] != request.POST.get("key"):
        messages.error(request, _NONE)
        return redirect("work")
    right, undo = UNDOES[kept["name"]]
    by = require_permission(right, request)
    remember_deed(request, None)
    try:
        undo(kept["facts"], by)
    except ActionError as error:
        messages.error(request, f"没有撤销：{error}")
    else:
        sync_pending()
        messages.success(request, f"已撤销：{kept['said']}。")
    return redirect(kept["address"])


def _unassign(facts: dict[str, Any], by: User) -> None:
    take_back_assignment(facts["figures"], wordings=facts["wordings"], by=by)


def _review_back(facts: dict[str, Any], by: User) -> None:
    review_discrepancy(facts["check"], action=facts["action"], reason=_REASON, expected_version=facts["reviews"], by=by)


def _step_back(facts: dict[str, Any], by: User) -> None:
    """What became of a promise is only added: the state before it is a step, too."""
    promise = get_or_refuse(Commitment.objects.filter(pk=facts["promise"]), "已没有这项承诺。")
    state = CommitmentState(facts["state"])
    take_step(promise, state, expected_version=facts["steps"], by=by, reason=_REASON)


def _promise_again(facts: dict[str, Any], by: User) -> None:
    promise = get_or_refuse(Commitment.objects.filter(pk=facts["promise"]), "已没有这项承诺。")
    restore_commitment(promise, reason=_REASON, expected_version=facts["acts"], by=by)


def _change_back(facts: dict[str, Any], by: User) -> None:
    target = get_or_refuse(Target.objects.filter(pk=facts["target"]), "已没有这个目标。")
    change_target(target, TargetChange(**facts["change"]), by=by)


def _edit_back(facts: dict[str, Any], by: User) -> None:
    letter = get_or_refuse(ReplyLetter.objects.filter(pk=facts["letter"]), "已没有这份答复函。")
    undo_edit(letter, facts["act"], by=by)


def _bring_back(facts: dict[str, Any], by: User) -> None:
    letter = get_or_refuse(ReplyLetter.everything.filter(pk=facts["letter"]), "回收站里已没有这份答复函。")
    refuse_if(not letter.is_deleted, "这份答复函已不在回收站。")
    restore(letter, expected_version=facts["version"], allow_duplicate=False, by=by)


UNDOES: dict[str, tuple[str, Callable[[dict[str, Any], User], None]]] = {
    "assigned": (MAY_ASSIGN, _unassign),
    "reviewed": (MAY_ASSIGN, _review_back),
    "step": (MAY_FOLLOW, _step_back),
    "set aside": (MAY_RULE, _promise_again),
    "target": (MAY_LINK, _change_back),
    "edited": (MAY_ENTER, _edit_back),
    "discarded": (MAY_ENTER, _bring_back),
}
