"""Who may see what: of letters and plans, and of all that hangs on one."""

from __future__ import annotations

from typing import Self, TypeVar

from django.contrib.auth.models import AnonymousUser, User
from django.db import models

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class OwnedRowQuerySet(models.QuerySet[Row_co]):
    """`owner` leads from a row to its letter or plan; who has the `right` sees what arrived and the drafts, too."""

    owner: str
    right: str

    def published(self) -> Self:
        return self.filter(**{f"{self.owner}__status": "published"})

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.all() if user.has_perm(self.right) else self.published()


class LetterRowQuerySet(OwnedRowQuerySet[Row_co]):
    owner = "letter"
    right = "proposals.change_replyletter"
