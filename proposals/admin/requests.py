"""来件 in the administration is read only: it is corrected on its page. 办理期限, 放假安排: kept by editors; deadlines follow."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from kejiting.web.read_only import ReadOnly, ReadOnlyTable
from proposals.admin.kept_table import KeptTable
from proposals.models import DeadlineRule, Holiday, Request, RequestAsk


class RequestAskTable(ReadOnlyTable):
    model = RequestAsk
    fields = ("position", "title", "text")
    readonly_fields = ("text",)

    @admin.display(description="原文")
    def text(self, ask: RequestAsk) -> str:
        return ask.text


@admin.register(Request)
class RequestAdmin(ReadOnly, admin.ModelAdmin[Request]):
    list_display = ("__str__", "number", "session", "role", "office", "handed_over_on", "due_on", "is_key")
    list_filter = ("role", "is_key", "kind", "session")
    list_select_related = ("session",)
    search_fields = ("title", "number", "proposer_names")
    exclude = ("text",)
    inlines = (RequestAskTable,)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Its page deletes the file, too."""
        return False


@admin.register(DeadlineRule)
class DeadlineRuleAdmin(KeptTable):
    list_display = ("__str__", "body", "kind", "role", "region", "from_year", "source")
    list_filter = ("purpose",)


@admin.register(Holiday)
class HolidayAdmin(KeptTable):
    list_display = ("day", "is_workday", "name")
    list_filter = ("is_workday",)
    date_hierarchy = "day"
