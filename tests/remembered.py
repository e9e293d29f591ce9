"""What a fixture brings into the base: made once in a process, put back by plain inserts for the tests that follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Field, Model, QuerySet
from django.utils import timezone

from kejiting.audit.models import AuditHead, AuditRecord

Row = tuple[Any, ...]
# the rows of each table that has any, in the order of their keys
Tables = dict[type[Model], list[Row]]

# people and rights: what is made here is nobody's
_APART = ("admin", "auth", "axes", "contenttypes", "sessions")
# a chain of its own, with the time of each act
_AUDIT = (AuditHead, AuditRecord)


@dataclass(frozen=True, slots=True)
class _Insertion:
    """Rows that a table did not have before, their values as the database takes them; and those that it keeps."""

    model: type[Model]
    kept: list[Any]
    statement: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class _Made:
    """What stood in the base before a fixture, and what it brought in."""

    before: Tables
    insertions: list[_Insertion]


_MADE: dict[str, list[_Made]] = {}


def remembered(name: str, make: Callable[[], object]) -> None:
    """Bring in what `make` makes; made anew where the base is not as it was one of the former times."""
    before = _tables()
    made = next((made for made in _MADE.get(name, ()) if made.before == before), None)
    if made is not None:
        _put_back(made)
        return
    make()
    _MADE.setdefault(name, []).append(_Made(before, list(_insertions(before, _tables()))))


def _tables() -> Tables:
    """Read as the database gives them: a query of Django's for each table cost more than most tests."""
    with connection.cursor() as cursor:
        cursor.execute(_which_are_filled())
        filled = [_models()[number] for (number,) in cursor.fetchall()]
        return {model: cursor.execute(_reading(model)).fetchall() for model in filled}


@cache
def _models() -> list[type[Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in _APART and model not in _AUDIT
    ]


@cache
def _which_are_filled() -> str:
    return " UNION ALL ".join(
        f"SELECT {number} WHERE EXISTS (SELECT 1 FROM {_quoted(model._meta.db_table)})"  # noqa: S608
        for number, model in enumerate(_models())
    )


@cache
def _reading(model: type[Model]) -> str:
    columns = ", ".join(_quoted(field.column) for field in _fields(model))
    key = _quoted(model._meta.pk.column)
    return f"SELECT {columns} FROM {_quoted(model._meta.db_table)} ORDER BY {key}"  # noqa: S608


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _fields(model: type[Model]) -> list[Field[Any, Any]]:
    times = _times_of_saving(model)
    return [field for field in model._meta.concrete_fields if field not in times]


def _times_of_saving(model: type[Model]) -> list[Field[Any, Any]]:
    return [
        field
        for field in model._meta.concrete_fields
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    ]


def _rows(model: type[Model]) -> QuerySet[Any]:
    return cast("QuerySet[Any]", model._base_manager.all())


def _insertions(before: Tables, after: Tables) -> Iterator[_Insertion]:
    for model in after:
        former = before.get(model, [])
        if after[model] == former:
            continue
        fields = _fields(model)
        key = [field.primary_key for field in fields].index(True)
        columns = [_quoted(field.column) for field in (*fields, *_times_of_saving(model))]
        places = ", ".join(["%s"] * len(columns))
        statement = f"INSERT INTO {_quoted(model._meta.db_table)} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608
        kept = {row[key] for row in former if row in after[model]}
        rows = [row for row in after[model] if row[key] not in kept]
        yield _Insertion(model, list(kept), statement, rows)


@transaction.atomic
def _put_back(made: _Made) -> None:
    now = timezone.now()
    with connection.cursor() as cursor:
        for one in made.insertions:
            if len(one.kept) < len(made.before.get(one.model, ())):
                # what refers to a row that only changed stays
                _rows(one.model).exclude(pk__in=one.kept)._raw_delete(using=connection.alias)
            times = tuple(field.get_db_prep_save(now, connection) for field in _times_of_saving(one.model))
            cursor.executemany(one.statement, [row + times for row in one.rows])
        for statement in connection.ops.sequence_reset_sql(no_style(), [one.model for one in made.insertions]):
            cursor.execute(statement)
