"""Short tables of settings, of which each change is kept as an act on the whole table (改动记录)."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from proposals.models import SettingsTable
from proposals.pages.kept_admin import person
from proposals.records import changed_table
from proposals.records.house_states import TABLES


class KeptTable(admin.ModelAdmin[Any]):
    """The rows have a history in common: that of their table (see `TABLES`)."""

    change_list_template = "admin/kept_change_list.html"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        name = next(name for name, kind in TABLES.items() if kind.model is self.model)
        table = SettingsTable.objects.filter(name=name).first()  # there is none until something is changed
        return super().changelist_view(request, {**(extra_context or {}), "table": table})

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        with changed_table(self.model, by=person(request)):
            super().save_model(request, obj, form, change)

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with changed_table(self.model, by=person(request)):
            super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with changed_table(self.model, by=person(request)):
            super().delete_queryset(request, queryset)
