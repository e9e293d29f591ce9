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
from kejiting.ingest.request_saving import discard_request
from kejiting.ingest.saving import discard_letter, refuse
from kejiting.web.actions import ActionError, get_or_refuse
from kejiting.web.permission import MAY_ASSIGN, MAY_ENTER, MAY_ENTER_PLANS, MAY_ERASE, MAY_HANDLE
from measures.models import Indicator, Plan, Topic
from measures.records import (
    bring_indicator_back,
    bring_plan_back,
    bring_topic_back,
    erase_indicator,
    erase_topic,
    put_indicator_away,
    put_plan_away,
    put_topic_away,
)
from proposals.models import DeletableModel, EnteredModel, ReplyLetter, ReplyTemplate, Request
from proposals.records import bring_letter_back, bring_request_back, put_letter_away, put_request_away
from proposals.records.reply_templates import bring_template_back, erase_template, put_template_away

logger = logging.getLogger(__name__)


# Swept while a person waits; a start and the command sweep all
MOST_SWEPT_AT_ONCE = 20
PLACE_TAKEN = "库中可能已有这一份，没有恢复。请先看一下；确实要两份都留，请按“仍然恢复”。"
GONE = "这一份不在回收站里：刚才已被别人恢复，或者已彻底删除。"


def _no_duplicates(_: Any) -> None:
    """What has the place of one by now keeps it from being brought back."""


@dataclass(frozen=True, slots=True)
class DeletableKind:
    """How rows of a kind are put away, brought back and deleted for good, and which right that takes."""

    label: str
    model: type[Any]
    put_away: Callable[..., None]
    bring_back: Callable[..., None]
    erase: Callable[..., None]
    right: str
    right_to_erase: str = MAY_ERASE
    duplicates: Callable[[Any], AnyDuplicates | None] = _no_duplicates
    # of the text, which no list shows
    long: tuple[str, ...] = ()

    def lying(self, pk: int) -> DeletableModel:
        """Return what lies in the wastebasket. Raises ActionError if it is not there."""
        document: DeletableModel = get_or_refuse(self.model.everything.filter(deleted_at__isnull=False, pk=pk), GONE)
        return document


KINDS = {
    "letter": DeletableKind(
        "答复函",
        ReplyLetter,
        put_letter_away,
        bring_letter_back,
        discard_letter,
        MAY_ENTER,
        duplicates=Duplicates.of_letter,
        long=("text", "as_read_text"),
    ),
    "plan": DeletableKind(
        "方案",
        Plan,
        put_plan_away,
        bring_plan_back,
        discard_plan,
        MAY_ENTER_PLANS,
        "measures.delete_plan",
        duplicates=Duplicates.of_plan,
        long=("text", "as_read_text"),
    ),
    "request": DeletableKind(
        "来件", Request, put_request_away, bring_request_back, discard_request, MAY_HANDLE, long=("text",)
    ),
    "template": DeletableKind(
        "答复模板", ReplyTemplate, put_template_away, bring_template_back, erase_template, MAY_HANDLE
    ),
    "indicator": DeletableKind(
        "指标", Indicator, put_indicator_away, bring_indicator_back, erase_indicator, MAY_ASSIGN
    ),
    "topic": DeletableKind("主题", Topic, put_topic_away, bring_topic_back, erase_topic, "measures.change_topic"),
}


def kind_of(document: DeletableModel) -> DeletableKind:
    return next(kind for kind in KINDS.values() if isinstance(document, kind.model))


def throw_away(
    document: DeletableModel, *, by: User | None, reason: str = "", expected_version: int | None = None
) -> None:
    """Put something into the wastebasket. Raises RowChangedError, and ActionError."""
    kind_of(document).put_away(document, by=by, reason=reason, expected_version=expected_version)
    sync_pending_on_commit()
    transaction.on_commit(_sweep_some, robust=True)


@transaction.atomic
def restore(document: DeletableModel, *, expected_version: int, allow_duplicate: bool, by: User | None = None) -> None:
    """Take something out of the wastebasket. Raises as its kind's `bring_back` does.

    Without `allow_duplicate` also PossibleDuplicateError, if another one took its place meanwhile; what only arrived is
    looked at for that later.
    """
    kind = kind_of(document)
    kind.bring_back(document, by=by, expected_version=expected_version)
    duplicates = None if allow_duplicate or is_arrived(document) else kind.duplicates(document)
    if duplicates:
        refuse(duplicates, PLACE_TAKEN)
    sync_pending_on_commit()


def is_arrived(document: DeletableModel) -> bool:
    return isinstance(document, EnteredModel) and document.is_arrived


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


def _erase(kind: DeletableKind, pk: int) -> bool:
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
