"""A row of the base as a line of JSON, and back: fields by their names, ids as they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections
from django.db.models import Field, Model

from kejiting.runtime.replicas import PRIMARY
from proposals.models import HouseAct, HouseContent, IndexOutbox

_LOT = 1000
# What is of this very installation: notes for the indexes of its servers
_OF_HERE = (IndexOutbox,)
# Acts on accounts tell of people
_OF_ACCOUNTS = (HouseAct, HouseContent)
# What JSON itself can say exactly
_PLAIN = (str, bool, int, float, list, dict)


def models_of(*packages: str) -> list[type[Model]]:
    """Every table of these packages, in the order of names, without what is of this very installation."""
    models = [model for name in packages for model in apps.get_app_config(name).get_models(include_auto_created=True)]
    return sorted((model for model in models if model not in _OF_HERE), key=label_of)


def label_of(model: type[Model]) -> str:
    return model._meta.label_lower


def fields_of(model: type[Model]) -> list[Field[Any, Any]]:
    return list(model._meta.concrete_fields)


def rows_of(model: type[Model], *, with_people: bool) -> Iterator[Model]:
    """All rows, in the order of their ids; without those that tell of accounts, unless they come `with_people`."""
    rows = model._base_manager.using(PRIMARY).order_by("pk")
    if model in _OF_ACCOUNTS and not with_people:
        rows = rows.filter(account__isnull=True)
    return rows.iterator(_LOT)


def to_line(row: Model) -> bytes:
    """Equal rows give equal lines, whichever kind of base they stand in."""
    values = {field.name: _written(field, row) for field in fields_of(type(row))}
    return json.dumps(values, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _written(field: Field[Any, Any], row: Model) -> Any:
    value = getattr(row, field.attname)
    return value if value is None or isinstance(value, _PLAIN) else field.value_to_string(row)


def insert(model: type[Model], lines: Iterable[bytes]) -> int:
    """Put rows into the table of a model of any version, and return how many; no signal is sent, no date set anew.

    Raises ValueError, KeyError, django.core.exceptions.ValidationError, django.db.Error.
    """
    connection = connections[PRIMARY]
    fields = fields_of(model)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608
    count = 0
    with connection.cursor() as cursor:
        for lot in _lots(lines):
            cursor.executemany(statement, [_values(fields, json.loads(line)) for line in lot])
            count += len(lot)
    return count


def _values(fields: list[Field[Any, Any]], row: dict[str, Any]) -> list[Any]:
    connection = connections[PRIMARY]
    return [field.get_db_prep_save(field.to_python(row[field.name]), connection) for field in fields]


def _lots(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    lot: list[bytes] = []
    for line in lines:
        lot.append(line)
        if len(lot) == _LOT:
            yield lot
            lot = []
    yield lot


def empty(model: type[Model]) -> None:
    """Delete all rows, as the migrations made some."""
    connection = connections[PRIMARY]
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608


def go_on_counting(models: list[type[Model]]) -> None:
    """Let new rows get ids behind those that were put in."""
    connection = connections[PRIMARY]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
