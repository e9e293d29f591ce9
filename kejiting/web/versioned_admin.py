"""Rows that two people may correct at once, here or at the desk: the second who saves is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from kejiting.web.actions import RowChangedError
from kejiting.web.history_admin import HistoryAdmin
from kejiting.web.permission import require_permission


class VersionedForm(forms.ModelForm[Any]):
    expected_version = forms.IntegerField(label="版本", widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["expected_version"] = self.instance.version

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("expected_version") != self.instance.version:
            raise forms.ValidationError(str(RowChangedError(self.instance)))
        return cleaned


class VersionedAdmin(HistoryAdmin):
    delete_confirmation_template = "admin/to_wastebasket.html"
    delete_selected_confirmation_template = "admin/several_to_wastebasket.html"

    def put_away(self, row: Any, by: User) -> None:
        """Put a row into the wastebasket."""
        raise NotImplementedError

    def get_deleted_objects(self, objs: Iterable[Any], request: HttpRequest) -> tuple[Any, ...]:
        """What hangs on them stays, out of sight: no right to delete it is asked for, and nothing protects them."""
        rows = [str(row) for row in objs]
        return rows, {self.opts.verbose_name_plural: len(rows)}, set(), []

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Inside the transaction of a save or a deletion: whoever comes second waits, and then sees the first's work."""
        found = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST":
            return found
        return self.model._default_manager.select_for_update().filter(pk=found.pk).first()

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        self.put_away(obj, require_permission(self._right, request))

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        rows = list(queryset)
        # all before the first act, which holds the audit: nobody who has one of them waits for that meanwhile
        held = self.model._default_manager.select_for_update().filter(pk__in=[row.pk for row in rows])
        list(held.order_by("pk").values_list("pk"))
        for row in rows:
            self.put_away(row, require_permission(self._right, request))

    @property
    def _right(self) -> str:
        return f"{self.opts.app_label}.{get_permission_codename('delete', self.opts)}"
