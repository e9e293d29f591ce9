"""Who changed what and when, for reading only: never to be reverted.

Reverting a row alone would leave its passages counting in another text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper

from kejiting.text.lazy_re import lazy_re

if TYPE_CHECKING:

    class HistoryModelAdmin(admin.ModelAdmin[Any]):
        """What is used here of the library's class, which carries no types."""

        def history_view(
            self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
        ) -> HttpResponse: ...

        def history_form_view(
            self, request: HttpRequest, object_id: str, version_id: str, extra_context: dict[str, Any] | None = None
        ) -> HttpResponse: ...

    class ChangesHelper:
        model: type[models.Model]

        def __init__(self, model: type[models.Model], record: Any) -> None: ...

else:
    HistoryModelAdmin, ChangesHelper = SimpleHistoryAdmin, HistoricalRecordContextHelper

# 17; not x, nor a number that no base can hold
ID = lazy_re(r"[0-9]{1,18}")


class ShownChanges(ChangesHelper):
    """Values as pages show them: the label of a choice, yes and no, nothing."""

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        choices = dict(getattr(self.model._meta.get_field(change.field), "flatchoices", ()))
        shown = choices.get(value, value) if not isinstance(value, (list, dict)) else value
        return {True: "是", False: "否", None: "（空）"}.get(shown, shown) if isinstance(shown, bool | None) else shown


class HistoryAdmin(HistoryModelAdmin):
    object_history_list_template = "admin/history_list.html"

    def revert_disabled(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return True

    def get_historical_record_context_helper(self, request: HttpRequest, record: Any) -> ShownChanges:
        return ShownChanges(self.model, record)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        _check_ids(object_id)
        self._check_seen(request, object_id)
        return super().history_view(request, object_id, extra_context)

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        _check_ids(object_id, version_id)
        self._check_seen(request, object_id)
        if request.method == "POST":  # the library would save what is posted even where reverting is off
            raise PermissionDenied
        return super().history_form_view(request, object_id, version_id, extra_context)

    def _check_seen(self, request: HttpRequest, object_id: str) -> None:
        """What is in the base and in no list lies in the wastebasket, or is there for the sake of what does."""
        rows = self.model._base_manager.filter(pk=object_id)
        if rows.exists() and not self.get_queryset(request).filter(pk=object_id).exists():
            raise Http404


def _check_ids(*ids: str) -> None:
    """The library hands them to the base as they are, which fails where they are no numbers."""
    if not all(ID.fullmatch(one) for one in ids):
        raise Http404
