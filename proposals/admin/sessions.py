"""届次: the table of years, edited in the list."""

from __future__ import annotations

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from kejiting.indexing.sync import sync_pending_on_commit
from proposals.models import CongressSession, ReplyLetter
from proposals.records import note_corrected


@admin.register(CongressSession)
class SessionAdmin(admin.ModelAdmin[CongressSession]):
    list_display = ("__str__", "body", "level", "region", "term", "meeting", "year")
    list_editable = ("year",)
    list_filter = ("body", "level", "year")
    search_fields = ("region",)

    def save_model(
        self, request: HttpRequest, obj: CongressSession, form: ModelForm[CongressSession], change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        # a year is no part of what the index knows; the session's name is
        if set(form.changed_data) - {"year"}:
            note_corrected(ReplyLetter.objects.filter(proposals__session=obj), {"session"})
            sync_pending_on_commit()
