"""承诺 in the administration, for reading: what became of them is said on their pages."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from kejiting.web.read_only import ReadOnly, ReadOnlyTable
from measures.models import Commitment, CommitmentReview, CommitmentStep


class CommitmentVerdictInline(ReadOnlyTable):
    model = CommitmentReview
    fields = ("action", "reason", "by_name", "at")
    readonly_fields = ("at",)


class CommitmentStepInline(ReadOnlyTable):
    model = CommitmentStep
    fields = ("state", "quoted", "cited", "reason", "by_name", "at")
    readonly_fields = ("at",)


@admin.register(Commitment)
class CommitmentAdmin(ReadOnly, admin.ModelAdmin[Commitment]):
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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Commitment]:
        return Commitment.objects.in_use()

    def has_delete_permission(self, request: HttpRequest, obj: Commitment | None = None) -> bool:
        """Only together with its letter."""
        return "/commitment/" not in request.path
