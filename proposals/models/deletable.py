"""回收站: what can be deleted and brought back."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from proposals.models.querysets import InUseManager, in_wastebasket

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)

# What a history of rows need not keep
DELETION_FIELDS = ("deleted_at", "deleted_by", "deletion_reason")


class DeletableQuerySet(models.QuerySet[Row_co]):
    def in_use(self) -> Self:
        """Without what lies in the wastebasket."""
        return self.filter(deleted_at__isnull=True)


class DeletableModel(models.Model):
    """`objects` has what is in use, `everything` also what lies in the wastebasket: since when, by whom and why.

    `version` counts the changes, so that the second of two is told.
    """

    version = models.PositiveIntegerField(default=1, editable=False)
    deleted_at = models.DateTimeField("删除时间", null=True, editable=False)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name="删除人"
    )
    deletion_reason = models.CharField("删除原因", max_length=200, blank=True, default="", editable=False)

    class Meta:
        abstract = True

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """A form that has a field of which each value is given once knows of what lies in the wastebasket, too."""
        super().validate_constraints(exclude=set(exclude or ()) - {"deleted_at"})


class HangingRowQuerySet(models.QuerySet[Row_co]):
    """Of rows that hang on something that can be deleted, the `owner`, and are not there while it lies in the wastebasket."""

    owner: str
    owner_model: str

    def in_use(self) -> Self:
        return self.exclude(**{f"{self.owner}__in": in_wastebasket(self.owner_model)})


class HangingRowManager(models.Manager[Row_co]):
    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset()
        return rows.in_use()


def wastebasket_index(name: str) -> models.Index:
    """Return the index of what lies in the wastebasket, which is little: what is in use is known without a look at it."""
    return models.Index(fields=["deleted_at"], condition=Q(deleted_at__isnull=False), name=f"{name}_in_wastebasket")


def once_in_use(field: str, name: str, message: str = "") -> models.UniqueConstraint:
    """Return the constraint that a value is given once, but for what lies in the wastebasket."""
    told: dict[str, Any] = {"violation_error_message": message} if message else {}
    return models.UniqueConstraint(fields=(field,), condition=Q(deleted_at__isnull=True), name=name, **told)


DeletableManager = InUseManager.from_queryset(DeletableQuerySet)
