"""Who may see what: of letters, and of all that hangs on a letter."""

from __future__ import annotations

from typing import Self, TypeVar

from django.contrib.auth.models import AnonymousUser, User
from django.db import models

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class LetterRowQuerySet(models.QuerySet[Row_co]):
    """`letter` leads from a row to its letter."""

    letter = "letter"

    def published(self) -> Self:
        return self.filter(**{f"{self.letter}__status": "published"})

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everyone sees what is published; editors see what arrived and the drafts, too."""
        return self.all() if user.has_perm("proposals.change_replyletter") else self.published()
