"""方案 in the administration: its head is correctable, its tree and targets are for reading.

The second of two people who save, here or at the desk, is told.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

from kejiting.indexing.sync import sync_pending_on_commit
from kejiting.ingest.wastebasket import throw_away
from kejiting.web.permission import require_permission
from kejiting.web.read_only import ReadOnly, ReadOnlyTable
from kejiting.web.versioned_admin import VersionedAdmin, VersionedForm
from measures.models import Plan, PlanItem, Target
from measures.records import correct_plan_head
from proposals.models import ActKind
from proposals.records import one_act


class PlanItemInline(ReadOnlyTable):
    model = PlanItem
    fields = ("path", "number", "level", "title")
    show_change_link = True


class TargetInline(ReadOnlyTable):
    model = Target
    fields = ("indicator", "comparator", "low", "high", "unit", "due")


@admin.register(Plan)
class PlanAdmin(VersionedAdmin):
    form = VersionedForm
    list_display = ("__str__", "issuer", "issued_on", "doc_number", "period", "status")
    list_filter = ("status",)
    search_fields = ("title", "issuer", "doc_number")
    fields = (
        "expected_version",
        "title",
        "issuer",
        "issued_on",
        "doc_number",
        "period",
        "status",
        "source_name",
        "entered_by",
        "entered_at",
    )
    readonly_fields = ("status", "source_name", "entered_by", "entered_at")
    inlines = (PlanItemInline,)

    def get_fields(self, request: HttpRequest, obj: Plan | None = None) -> tuple[str, ...]:
        """Who only reads has no form that a version could be sent back with."""
        return self.fields if self.has_change_permission(request, obj) else self.fields[1:]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Plans come in at the entry desk, which reads their tree."""
        return False

    def save_model(self, request: HttpRequest, obj: Plan, form: Any, change: bool) -> None:
        head = {name: getattr(obj, name) for name in form.changed_data}
        plan, by = Plan.objects.get(pk=obj.pk), require_permission("measures.change_plan", request)
        with one_act(plan, ActKind.CORRECTED, by=by):
            correct_plan_head(plan, head, expected_version=None)
        sync_pending_on_commit()

    def put_away(self, row: Plan, by: User) -> None:
        throw_away(row, by=by, reason="在管理后台删除")


@admin.register(PlanItem)
class PlanItemAdmin(ReadOnly, admin.ModelAdmin[PlanItem]):
    list_display = ("path", "number", "title", "of_plan")
    list_filter = ("plan", "level")
    list_select_related = ("plan",)
    search_fields = ("title",)
    fields = ("of_plan", "path", "number", "level", "title", "words")
    readonly_fields = ("of_plan", "words")
    inlines = (TargetInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PlanItem]:
        return PlanItem.objects.in_use()

    def has_delete_permission(self, request: HttpRequest, obj: PlanItem | None = None) -> bool:
        """Only together with its plan."""
        return "/planitem/" not in request.path and super().has_delete_permission(request, obj)

    @admin.display(description="方案", ordering="plan")
    def of_plan(self, item: PlanItem) -> Plan:
        return item.plan

    @admin.display(description="原文")
    def words(self, item: PlanItem) -> str:
        return item.text
