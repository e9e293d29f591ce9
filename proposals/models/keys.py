"""Columns that rows are found and told apart by: derived from what is printed, never edited."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    BooleanField = models.BooleanField[bool, bool]
    CharField = models.CharField[str | None, str | None]
else:
    BooleanField, CharField = models.BooleanField, models.CharField


class IsFilledField(BooleanField):
    """Does the field `of` hold anything? Worked out whenever the row is saved, so that an index can say it."""

    def __init__(self, *args: Any, of: str = "", **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **{**kwargs, "default": False, "editable": False})

    def pre_save(self, model_instance: models.Model, add: bool) -> bool:
        is_filled = bool(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, is_filled)
        return is_filled

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Migrations know the column only."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.BooleanField", args, kwargs


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
