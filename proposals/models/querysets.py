"""Who may see what: of letters and plans, and of all that hangs on one."""

from __future__ import annotations

from typing import Any, Self, TypeVar

from django.apps import apps
from django.contrib.auth.models import AnonymousUser, User
from django.db import models

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class OwnedRowQuerySet(models.QuerySet[Row_co]):
    """`owner` leads from a row to its letter or plan; who has the `right` sees what arrived and the drafts, too."""

    owner: str
    owner_model: str
    right: str

    def published(self) -> Self:
        return self.filter(**{f"{self.owner}__status": "published"})

    def in_use(self) -> Self:
        """Without those of what lies in the wastebasket, which is little, and asked for so costs least."""
        return self.exclude(**{f"{self.owner}__in": in_wastebasket(self.owner_model)})

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.in_use() if user.has_perm(self.right) else self.published()


class LetterRowQuerySet(OwnedRowQuerySet[Row_co]):
    owner = "letter"
    owner_model = "proposals.ReplyLetter"
    right = "proposals.change_replyletter"

    def not_hidden(self) -> Self:
        """`published`, for what looks through all rows: letters that are not are few, and an index names them, while what
        is published stands behind its long text. Of rows that all have a letter."""
        return self.exclude(**self._is_hidden)

    def count_not_hidden(self) -> int:
        """How many those are, of rows without an order: all but the hidden ones, without a look at each."""
        return self.count() - self.filter(**self._is_hidden).count()

    @property
    def _is_hidden(self) -> dict[str, Any]:
        letters: models.Manager[Any] = apps.get_model(self.owner_model).everything
        return {f"{self.owner}__in": letters.exclude(status="published").order_by().values("pk")}


LetterRowManager = models.Manager.from_queryset(LetterRowQuerySet)
"""Of what hangs on a letter and is asked for nothing else."""


class InUseManager(models.Manager[Row_co]):
    """Of letters and of plans: what lies in the wastebasket is not there for whoever does not ask for `everything`."""

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(_OutOfWastebasket("pk", table=self.model._meta.db_table))


class _OutOfWastebasket(models.Func):
    """What `in_use` says, of the rows themselves; written out, since nearly every question begins with it."""

    template = "(NOT %(expressions)s IN (SELECT id FROM %(table)s WHERE deleted_at IS NOT NULL))"
    output_field = models.BooleanField()


def in_wastebasket(model: str) -> models.QuerySet[Any, int]:
    """Return the keys of the letters or plans that lie there."""
    everything: models.Manager[Any] = apps.get_model(model).everything
    return everything.filter(deleted_at__isnull=False).order_by().values_list("pk", flat=True)
