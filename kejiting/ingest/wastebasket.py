"""What is deleted goes into the wastebasket, and from there back to its place, or away for good with its files."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from kejiting.audit.actor import by_itself
from kejiting.indexing.sync import sync_pending_on_commit
from kejiting.ingest.duplicates import AnyDuplicates, Duplicates
from kejiting.ingest.plan_saving import discard_plan
from kejiting.ingest.saving import discard_letter, refuse
from kejiting.web.actions import ActionError, get_or_refuse
from kejiting.web.permission import MAY_ENTER_PLANS
from measures.models import Plan
from measures.records import bring_plan_back, put_plan_away
from proposals.models import ReplyLetter, Status
from proposals.records import bring_letter_back, put_letter_away

logger = logging.getLogger(__name__)

Entered = ReplyLetter | Plan

# Swept while a person waits; a start and the command sweep all
MOST_SWEPT_AT_ONCE = 20
PLACE_TAKEN = "库中可能已有这一份，没有恢复。请先看一下；确实要两份都留，请按“仍然恢复”。"
GONE = "这一份不在回收站里：刚才已被别人恢复，或者已彻底删除。"


@dataclass(frozen=True, slots=True)
class EnteredKind:
    """How documents of a kind are put away, brought back and deleted for good, and which right that takes."""

    label: str
    model: type[Any]
    put_away: Callable[..., None]
    bring_back: Callable[..., None]
    erase: Callable[..., None]
    duplicates: Callable[[Any], AnyDuplicates]
    right: str
    right_to_erase: str

    def lying(self, pk: int) -> Entered:
        """Return what lies in the wastebasket. Raises ActionError if it is not there."""
        document: Entered = get_or_refuse(self.model.everything.filter(deleted_at__isnull=False, pk=pk), GONE)
        return document


KINDS = {
    "letter": EnteredKind(
        "答复函",
        ReplyLetter,
        put_letter_away,
        bring_letter_back,
        discard_letter,
        Duplicates.of_letter,
        "proposals.add_replyletter",
        "proposals.delete_replyletter",
    ),
    "plan": EnteredKind(
        "方案",
        Plan,
        put_plan_away,
        bring_plan_back,
        discard_plan,
        Duplicates.of_plan,
        MAY_ENTER_PLANS,
        "measures.delete_plan",
    ),
}


def kind_of(document: Entered) -> EnteredKind:
    return KINDS["plan" if isinstance(document, Plan) else "letter"]


def throw_away(document: Entered, *, by: User | None, reason: str = "", expected_version: int | None = None) -> None:
    """Put a letter or a plan into the wastebasket. Raises RowChangedError."""
    kind_of(document).put_away(document, by=by, reason=reason, expected_version=expected_version)
    sync_pending_on_commit()
    transaction.on_commit(_sweep_some, robust=True)


@transaction.atomic
def restore(document: Entered, *, expected_version: int, allow_duplicate: bool, by: User | None = None) -> None:
    """Take a letter or a plan out of the wastebasket. Raises as `bring_letter_back` and `bring_plan_back` do.

    Without `allow_duplicate` also PossibleDuplicateError, if another one took its place meanwhile; what only arrived is
    looked at for that later.
    """
    kind = kind_of(document)
    kind.bring_back(document, by=by, expected_version=expected_version)
    if not allow_duplicate and document.status != Status.ARRIVED:
        refuse(kind.duplicates(document), PLACE_TAKEN)
    sync_pending_on_commit()


def days_left(deleted_at: datetime) -> int:
    """Return how many days it stays still, 0 if it is taken away at the next opportunity."""
    end = deleted_at + timedelta(days=settings.WASTEBASKET_DAYS)
    return max(0, (timezone.localdate(end) - timezone.localdate()).days)


def sweep_wastebasket(*, days: int | None = None, most: int | None = None) -> int:
    """Delete for good what has lain there so many days, by the setting if none are named; how many.

    What somebody restores meanwhile stays; what cannot be deleted is logged, and keeps nothing else there.
    """
    age = timedelta(days=settings.WASTEBASKET_DAYS if days is None else days)
    count = 0
    for kind in KINDS.values():
        old = kind.model.everything.filter(deleted_at__lte=timezone.now() - age).order_by("deleted_at", "pk")
        for pk in list(old.values_list("pk", flat=True)[:most]):
            count += _erase(kind, pk)
    return count


def _sweep_some() -> None:
    with by_itself():
        sweep_wastebasket(most=MOST_SWEPT_AT_ONCE)


def _erase(kind: EnteredKind, pk: int) -> bool:
    try:
        document = kind.lying(pk)
        kind.erase(document, expected_version=document.version)
    except ActionError:
        logger.info("%s %s was restored or deleted meanwhile", kind.label, pk)
    except Exception:
        logger.exception("%s %s could not be deleted for good", kind.label, pk)
    else:
        return True
    return False
