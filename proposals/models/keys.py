"""Columns that rows are found and told apart by: derived from what is printed, never edited."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    CharField = models.CharField[str | None, str | None]
else:
    CharField = models.CharField


class KeyField(CharField):
    """`key` of the value of the field `of`, worked out whenever the row is saved; NULL where that is NULL."""

    def __init__(self, *args: Any, of: str = "", key: Callable[[str], str] = str, **kwargs: Any) -> None:
        self.of, self.key = of, key
        super().__init__(*args, **{**kwargs, "editable": False})

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:
        printed: str | None = getattr(model_instance, self.of)
        derived = printed if printed is None else self.key(printed)
        setattr(model_instance, self.attname, derived)
        return derived

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Migrations know the column only."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
