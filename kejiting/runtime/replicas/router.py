"""Django's database router."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from kejiting.runtime.replicas.request import alias_for_reading, note_written
from kejiting.runtime.replicas.servers import PRIMARY


class ReplicaRouter:
    """Writing goes to the primary, reading where the request at hand may read."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return alias_for_reading()

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        note_written()
        return PRIMARY

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        """They are rows of one base, whichever server they were read from."""
        return True

    def allow_migrate(self, alias: str, app_label: str, **hints: Any) -> bool:
        return alias == PRIMARY
