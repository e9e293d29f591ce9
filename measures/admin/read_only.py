"""What is read from texts and never entered by hand."""

from __future__ import annotations

from django.db import models
from django.http import HttpRequest


class ReadOnly:
    """A plan's tree is read from its text as a whole: a node changed alone would no longer fit it."""

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False
