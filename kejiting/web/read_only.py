"""Rows of the administration that are read from texts, or counted, and never entered by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest


class ReadOnly:
    """A plan's tree is read from its text as a whole: a node changed alone would no longer fit it."""

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class ReadOnlyTable(ReadOnly, admin.TabularInline[Any, Any]):
    can_delete = False
    extra = 0
