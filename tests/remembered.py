"""What a fixture brings into the base: made once in a process, put back by plain inserts for the tests that follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model, QuerySet

Tables = dict[type[Model], list[tuple[Any, ...]]]

# by a name: what stood in the base before, and what afterwards
_MADE: dict[str, tuple[Tables, Tables]] = {}
# people and rights: what is made here is nobody's
_APART = ("admin", "auth", "axes", "contenttypes", "sessions")


def remembered(name: str, make: Callable[[], object]) -> None:
    """Bring in what `make` makes; made anew where the base is not as it was the first time."""
    before = _tables()
    if name in _MADE and _MADE[name][0] == before:
        _put_back(*_MADE[name])
        return
    make()
    # without a transaction around it, what waits for a commit has been done already: the index has heard of it
    if connection.in_atomic_block:
        _MADE.setdefault(name, (before, _tables()))


def _tables() -> Tables:
    models = apps.get_models(include_auto_created=True)
    return {
        model: list(_rows(model).order_by("pk").values_list(*_columns(model)))
        for model in models
        if model._meta.app_label not in _APART
    }


def _columns(model: type[Model]) -> list[str]:
    """But for those that are set to the time of saving."""
    fields = model._meta.concrete_fields
    return [
        field.attname
        for field in fields
        if not getattr(field, "auto_now", False) | getattr(field, "auto_now_add", False)
    ]


def _rows(model: type[Model]) -> QuerySet[Any]:
    return cast("QuerySet[Any]", model._base_manager.all())


@transaction.atomic
def _put_back(before: Tables, after: Tables) -> None:
    changed = [model for model in after if after[model] != before[model]]
    for model in changed:
        names, key = _columns(model), model._meta.pk.attname
        kept = [row for row in before[model] if row in after[model]]
        _rows(model).exclude(pk__in=[row[names.index(key)] for row in kept]).delete()
        _rows(model).bulk_create(
            model(**dict(zip(names, row, strict=True))) for row in after[model] if row not in kept
        )  # fmt: skip
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), changed):
            cursor.execute(statement)
