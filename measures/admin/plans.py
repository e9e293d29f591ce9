"""方案 in the administration: its head is correctable, its tree and targets are for reading.

The second of two people who save, here or at the desk, is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from kejiting.indexing.sync import sync_pending_on_commit
from kejiting.web.history_admin import HistoryAdmin
from measures.admin.read_only import ReadOnly
from measures.models import Plan, PlanItem, Target
from measures.records import PlanChangedError, correct_plan_head, delete_plan

if TYPE_CHECKING:
    PlanItemModelAdmin = admin.ModelAdmin[PlanItem]
    PlanItemTable = admin.TabularInline[PlanItem, Plan]
    TargetTable = admin.TabularInline[Target, PlanItem]
    PlanModelForm = forms.ModelForm[Plan]
else:
    PlanModelForm = forms.ModelForm
    PlanItemModelAdmin = admin.ModelAdmin
    PlanItemTable = TargetTable = admin.TabularInline


class PlanItemInline(ReadOnly, PlanItemTable):
    model = PlanItem
    fields = ("path", "number", "level", "title")
    can_delete = False
    show_change_link = True
    extra = 0


class TargetInline(ReadOnly, TargetTable):
    model = Target
    fields = ("indicator", "comparator", "low", "high", "unit", "due")
    can_delete = False
    extra = 0


class PlanForm(PlanModelForm):
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["expected_version"] = self.instance.version

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("expected_version") != self.instance.version:
            raise forms.ValidationError(str(PlanChangedError(self.instance)))
        return cleaned


@admin.register(Plan)
class PlanAdmin(HistoryAdmin):
    form = PlanForm
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

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Plans come in at the entry desk, which reads their tree."""
        return False

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Plan | None:
        """Inside the transaction of a save or a deletion: whoever comes second waits, and then sees the first's work."""
        plan: Plan | None = super().get_object(request, object_id, from_field)
        if plan is None or request.method != "POST":
            return plan
        return Plan.objects.select_for_update().filter(pk=plan.pk).first()

    def save_model(self, request: HttpRequest, obj: Plan, form: Any, change: bool) -> None:
        head = {name: getattr(obj, name) for name in form.changed_data}
        correct_plan_head(Plan.objects.get(pk=obj.pk), head, expected_version=None)
        sync_pending_on_commit()

    def delete_model(self, request: HttpRequest, obj: Plan) -> None:
        delete_plan(obj)
        sync_pending_on_commit()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Plan]) -> None:
        with transaction.atomic():
            for plan in queryset:
                delete_plan(plan)
            sync_pending_on_commit()


@admin.register(PlanItem)
class PlanItemAdmin(ReadOnly, PlanItemModelAdmin):
    list_display = ("path", "number", "title", "plan")
    list_filter = ("plan", "level")
    list_select_related = ("plan",)
    search_fields = ("title",)
    fields = ("plan", "path", "number", "level", "title", "words")
    readonly_fields = ("words",)
    inlines = (TargetInline,)

    def has_delete_permission(self, request: HttpRequest, obj: PlanItem | None = None) -> bool:
        """Only together with its plan."""
        return "/planitem/" not in request.path and super().has_delete_permission(request, obj)

    @admin.display(description="原文")
    def words(self, item: PlanItem) -> str:
        return item.text
