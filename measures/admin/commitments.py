"""承诺 in the administration, for reading: what became of them is said on their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.http import HttpRequest

from measures.admin.read_only import ReadOnly
from measures.models import Commitment, CommitmentReview, CommitmentStep

if TYPE_CHECKING:
    CommitmentModelAdmin = admin.ModelAdmin[Commitment]
    StepTable = admin.TabularInline[CommitmentStep, Commitment]
    VerdictTable = admin.TabularInline[CommitmentReview, Commitment]
else:
    CommitmentModelAdmin, StepTable, VerdictTable = admin.ModelAdmin, admin.TabularInline, admin.TabularInline


class CommitmentVerdictInline(ReadOnly, VerdictTable):
    model = CommitmentReview
    fields = ("action", "reason", "by_name", "at")
    readonly_fields = ("at",)
    can_delete = False
    extra = 0


class CommitmentStepInline(ReadOnly, StepTable):
    model = CommitmentStep
    fields = ("state", "quoted", "cited", "reason", "by_name", "at")
    readonly_fields = ("at",)
    can_delete = False
    extra = 0


@admin.register(Commitment)
class CommitmentAdmin(ReadOnly, CommitmentModelAdmin):
    list_display = ("__str__", "actor", "due_on", "verifiability", "state", "origin", "is_dismissed", "letter")
    list_filter = ("state", "verifiability", "origin", "is_dismissed")
    list_select_related = ("letter",)
    search_fields = ("wording", "actor")
    fields = (
        "letter",
        "wording",
        "action",
        "actor",
        "partners",
        "due",
        "due_on",
        "verifiability",
        "state",
        "origin",
        "is_dismissed",
    )
    inlines = (CommitmentVerdictInline, CommitmentStepInline)

    def has_delete_permission(self, request: HttpRequest, obj: Commitment | None = None) -> bool:
        """Only together with its letter."""
        return "/commitment/" not in request.path
