"""What the ledgers have of a letter or a plan, held against a fresh reading of its text."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Model, Q

from measures.models import Citation, Commitment, Figure, Mention, Plan, TargetSuggestion
from measures.records.ledgers import refresh_ledger, refresh_plan_ledger
from proposals.models import ReplyLetter

# By model: how its rows lead to the letter. Plans have the first two only.
_LEDGERS: tuple[tuple[type[Model], str], ...] = (
    (Citation, "letter"),
    (Mention, "letter"),
    (Figure, "letter"),
    (Commitment, "letter"),
    (TargetSuggestion, "figure__letter"),
)
_KEPT = Q(assigned_at__isnull=False) | Q(target_evidence__isnull=False) | Q(refusals__isnull=False)


@transaction.atomic
def is_as_read(owner: ReplyLetter | Plan) -> bool:
    """Whether a fresh reading would change nothing; what it changes is taken back at once."""
    before = _rows(owner)
    _read(owner)
    same = _rows(owner) == before
    transaction.set_rollback(True)
    return same


@transaction.atomic
def take_fresh_reading(owner: ReplyLetter | Plan) -> bool:
    """Read anew; False, with nothing changed, if a figure that people assigned or linked would go."""
    kept = _figures_of_people(owner)
    _read(owner)
    if kept - _figures_of_people(owner):
        transaction.set_rollback(True)
        return False
    return True


def _read(owner: ReplyLetter | Plan) -> None:
    if isinstance(owner, Plan):
        refresh_plan_ledger(owner)
    else:
        refresh_ledger(owner)


def _rows(owner: ReplyLetter | Plan) -> list[list[str]]:
    """Ledger by ledger; the numbers of rows say nothing, for some are made anew each time."""
    if isinstance(owner, Plan):
        return [_values(model, "plan", owner) for model, _ in _LEDGERS[:2]]
    return [_values(model, path, owner) for model, path in _LEDGERS]


def _values(model: type[Model], path: str, owner: ReplyLetter | Plan) -> list[str]:
    columns = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    rows: Any = model._default_manager.filter(**{path: owner}).order_by()
    return sorted(map(repr, rows.values_list(*columns)))


def _figures_of_people(owner: ReplyLetter | Plan) -> set[int]:
    if isinstance(owner, Plan):
        return set()
    return set(Figure.objects.filter(_KEPT, letter=owner).order_by().values_list("pk", flat=True))
