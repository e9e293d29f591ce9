"""What is only ever added to: who found or did something, and when, whatever becomes of the person."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import models
from django.db.models.base import ModelBase


class AppendOnlyModel(models.Model):
    """What a person found or did. Raises TypeError where one is saved again or deleted.

    `by_name` keeps the person's name as it was written, whatever becomes of the person.
    """

    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="认定人")
    by_name = models.CharField("认定人姓名", max_length=310, blank=True, default="")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        abstract = True

    def save(
        self,
        *,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        if not self._state.adding:
            raise TypeError("what was found stays as it is")
        super().save(force_insert=force_insert, force_update=force_update, using=using, update_fields=update_fields)

    def delete(self, using: str | None = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        raise TypeError("what was found stays")
