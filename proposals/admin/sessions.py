"""届次: the table of years, edited in the list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from kejiting.indexing.sync import sync_pending_on_commit
from proposals.models import CongressSession, Proposal, ReplyLetter, answered_in_use
from proposals.pages.kept_admin import KeptRow
from proposals.records import note_corrected

MOST_NAMED = 20


@admin.register(CongressSession)
class SessionAdmin(KeptRow, admin.ModelAdmin[CongressSession]):
    list_display = ("__str__", "body", "level", "region", "term", "meeting", "year")
    list_editable = ("year",)
    list_filter = ("body", "level", "year")
    search_fields = ("region",)
    history_route = "session_history"

    def get_deleted_objects(self, objs: Iterable[CongressSession], request: HttpRequest) -> tuple[Any, ...]:
        """Proposals keep it from being deleted; those that only letters in the wastebasket answer are not named."""
        rows = list(objs)
        *deleted, protected = super().get_deleted_objects(rows, request)
        if protected:
            shown = answered_in_use(Proposal.objects.filter(session__in=rows), "proposal")
            protected = [*map(str, shown[:MOST_NAMED]), *([] if shown else ["回收站里的答复函所答复的提案"])]
        return *deleted, protected

    def save_model(
        self, request: HttpRequest, obj: CongressSession, form: ModelForm[CongressSession], change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        # a year is no part of what the index knows; the session's name is
        if set(form.changed_data) - {"year"}:
            note_corrected(ReplyLetter.everything.filter(proposals__session=obj), {"session"})
            sync_pending_on_commit()
