"""同义词: kept by editors. 没有找到的检索词: counted by the search, read by administrators."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from proposals.admin.generic import MissedQuestionModelAdmin, SynonymModelAdmin
from proposals.models import Synonym, ZeroResultQuery


@admin.register(Synonym)
class SynonymAdmin(SynonymModelAdmin):
    list_display = ("word", "other", "note")
    search_fields = ("word", "other")


@admin.register(ZeroResultQuery)
class MissedQuestionAdmin(MissedQuestionModelAdmin):
    list_display = ("query", "times", "last_at")
    search_fields = ("query",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: ZeroResultQuery | None = None) -> bool:
        return False
