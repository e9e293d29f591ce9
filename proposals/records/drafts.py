"""Drafts that were sent to be checked are kept for a while; what people set aside of the findings is remembered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.web.actions import ActionError, refuse_if
from proposals.models import LONGEST_SET_ASIDE_REASON, CheckedDraftFile, SetAsideAct

DAYS_KEPT = 30
# What is sent by machines must not fill the base: the oldest go
MOST_KEPT = 500
RULED_MEANWHILE = "别人刚刚处理过这一处，没有改动。请看过以后再定。"
_LONGEST_WORDING = 300
_LOT = 500


@dataclass(frozen=True, slots=True)
class WordingKey:
    """What is set aside: `key` as of `SetAsideAct`, with how many acts of it the person saw."""

    key: str
    kind: str
    wording: str
    expected_version: int


@transaction.atomic
def keep_draft(values: Mapping[str, Any], *, by: User) -> CheckedDraftFile:
    """Keep what was sent, and let go what is old."""
    sweep_drafts()
    draft = CheckedDraftFile.objects.create(**values, checked_at=timezone.now(), by=by)
    record_act(AuditAct.ARRIVED, draft, by=by)
    return draft


@transaction.atomic
def keep_check(draft: CheckedDraftFile, values: Mapping[str, Any], *, by: User) -> None:
    """Put what a new check found in the place of what the former one did. Raises ActionError if the draft is gone."""
    rows = CheckedDraftFile.objects.filter(pk=draft.pk).update(**values, checked_at=timezone.now())
    refuse_if(not rows, "这份答复稿刚刚被删除。")
    record_act(AuditAct.CHECKED, draft, by=by)


@transaction.atomic
def delete_draft(draft: CheckedDraftFile, *, by: User) -> None:
    pk = draft.pk
    if CheckedDraftFile.objects.filter(pk=pk).delete()[0]:
        draft.pk = pk
        record_act(AuditAct.ERASED, draft, by=by)


def sweep_drafts() -> int:
    """Delete what was sent more than `DAYS_KEPT` days ago, and the oldest beyond `MOST_KEPT`; how many."""
    rows = CheckedDraftFile.objects.order_by("-at", "-pk")
    newest = list(rows.values_list("pk", flat=True)[: MOST_KEPT - 1])
    old, _ = rows.filter(at__lt=timezone.now() - timedelta(days=DAYS_KEPT)).delete()
    beyond, _ = rows.exclude(pk__in=newest).delete()
    return old + beyond


def set_aside_acts(keys: Collection[str]) -> dict[str, SetAsideAct]:
    """Return the last act of each key that has one, taken back or not."""
    wanted = sorted(set(keys))
    found: dict[str, SetAsideAct] = {}
    for first in range(0, len(wanted), _LOT):
        acts = SetAsideAct.objects.filter(key__in=wanted[first : first + _LOT]).order_by("number")
        found |= {act.key: act for act in acts}
    return found


def set_aside(wordings: Iterable[WordingKey], *, reason: str, by: User) -> None:
    """Set findings aside for their wording, with a reason. Raises ActionError, also if somebody ruled meanwhile."""
    reason = reason.strip()
    refuse_if(not reason, "请写明搁置的原因。")
    refuse_if(len(reason) > LONGEST_SET_ASIDE_REASON, f"原因太长，请不要超过{LONGEST_SET_ASIDE_REASON}字。")
    _rule(wordings, reason=reason, is_taken_back=False, by=by)


def take_back(wordings: Iterable[WordingKey], *, by: User) -> None:
    """Let findings of that wording be told again. Raises ActionError, also if somebody ruled meanwhile."""
    _rule(wordings, reason="", is_taken_back=True, by=by)


def _rule(wordings: Iterable[WordingKey], *, reason: str, is_taken_back: bool, by: User) -> None:
    """One act for each key. Of two at once the second cannot write its number."""
    seen = {wording.key: wording for wording in wordings}
    try:
        with transaction.atomic():
            last = set_aside_acts(seen)
            for key, wording in seen.items():
                act = last.get(key)
                refuse_if((act.number if act else 0) != wording.expected_version, RULED_MEANWHILE)
                refuse_if((act is None or act.is_taken_back) == is_taken_back, RULED_MEANWHILE)
                row = SetAsideAct.objects.create(
                    key=key,
                    number=wording.expected_version + 1,
                    kind=wording.kind,
                    wording=wording.wording[:_LONGEST_WORDING],
                    reason=reason,
                    is_taken_back=is_taken_back,
                    by=by,
                )
                detail = "取消搁置" if is_taken_back else f"搁置：{reason}"
                record_act(AuditAct.SETTLED, row, by=by, detail=detail)
    except IntegrityError as error:
        raise ActionError(RULED_MEANWHILE) from error
