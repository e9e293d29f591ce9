"""Keep the ledgers of letters and plans in step with their texts and with the names of topics; what people settled stays."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Q, QuerySet

from measures.models import ExtractionVersion, Plan, PlanLedger
from measures.records.checks import catch_up_all_checks
from measures.records.citations import refresh_citations
from measures.records.commitments import refresh_commitments
from measures.records.figures import refresh_figures
from measures.records.ledger_texts import letter_text, plan_text
from measures.records.mentions import names_of_today, refresh_mentions
from measures.records.statements import queue_recheck_of
from measures.records.suggestions import refresh_suggestions
from proposals.models import ReplyLetter
from proposals.records import renew_text

# Raised whenever the rules read something else: letters read before are then read again.
RULES = 8
_AT_ONCE = 100

logger = logging.getLogger(__name__)

Row = TypeVar("Row", ReplyLetter, Plan)


@transaction.atomic
def refresh_ledger(letter: ReplyLetter) -> None:
    """Read what the letter states, promises, names and cites anew; figures and commitments keep their ids."""
    queue_recheck_of(letter)
    refresh_figures(letter)
    refresh_commitments(letter)
    text, names = letter_text(letter), names_of_today()
    refresh_citations(text)
    refresh_mentions(text, names)
    refresh_suggestions(letter)
    ExtractionVersion.objects.update_or_create(letter=letter, defaults={"rules": RULES, "names": names.version})


@transaction.atomic
def refresh_plan_ledger(plan: Plan) -> None:
    """Read what the plan names and cites anew."""
    text, names = plan_text(plan), names_of_today()
    refresh_citations(text)
    refresh_mentions(text, names)
    PlanLedger.objects.update_or_create(plan=plan, defaults={"rules": RULES, "names": names.version})


def stale_ledgers() -> QuerySet[ReplyLetter]:
    """The letters that have not been read by the rules of today; what may be restored is kept in step, too."""
    return ReplyLetter.everything.exclude(ledger__rules=RULES)


def stale_mentions() -> QuerySet[ExtractionVersion]:
    """The ledgers of letters that were read by other names of topics than those of today."""
    version = names_of_today().version
    return ExtractionVersion.objects.filter(Q(names__lt=version) | Q(names__gt=version), rules=RULES)


def stale_plans() -> QuerySet[Plan]:
    return Plan.everything.exclude(ledger__rules=RULES, ledger__names=names_of_today().version)


def refresh_stale_ledgers() -> int:
    """Read the letters and plans whose ledgers are missing, or were made by older rules or other names; how many."""
    letters = _bring_up(ReplyLetter, lambda: stale_ledgers().values_list("pk", flat=True), _read_anew)
    catch_up_all_checks()
    return letters + refresh_stale_mentions()


def refresh_stale_mentions() -> int:
    """Only mentions are read again in letters, and plans whole; how many. What becomes stale meanwhile is read, too."""
    letters = _bring_up(ReplyLetter, lambda: stale_mentions().values_list("letter", flat=True), _refresh_mentions)
    return letters + _bring_up(Plan, lambda: stale_plans().values_list("pk", flat=True), refresh_plan_ledger)


def _read_anew(letter: ReplyLetter) -> None:
    renew_text(letter)
    refresh_ledger(letter)


def _refresh_mentions(letter: ReplyLetter) -> None:
    names = names_of_today()
    refresh_mentions(letter_text(letter), names)
    ExtractionVersion.objects.filter(letter=letter).update(names=names.version)


def _bring_up(model: type[Row], stale: Callable[[], QuerySet[Any, int]], refresh: Callable[[Row], None]) -> int:
    """Each in a transaction of its own, until none is stale; one that cannot be read keeps none behind it from it."""
    count, failed = 0, set[int]()
    while pks := [pk for pk in stale().order_by("pk")[: _AT_ONCE + len(failed)] if pk not in failed]:
        for pk in pks:
            try:
                with transaction.atomic():
                    row = model.everything.select_for_update().filter(pk=pk).first()
                    if row is not None:
                        refresh(row)
            except Exception:
                logger.exception("the ledger of %s %s cannot be brought up to date", model.__name__, pk)
                failed.add(pk)
        count += len(pks)
    return count - len(failed)
