"""同义词: kept by editors. 没有找到的检索词: counted by the search, read by administrators."""

from __future__ import annotations

from django.contrib import admin

from kejiting.web.read_only import ReadOnly
from proposals.admin.kept_table import KeptTable
from proposals.models import Synonym, ZeroResultQuery


@admin.register(Synonym)
class SynonymAdmin(KeptTable):
    list_display = ("word", "other", "note")
    search_fields = ("word", "other")


@admin.register(ZeroResultQuery)
class MissedQuestionAdmin(ReadOnly, admin.ModelAdmin[ZeroResultQuery]):
    list_display = ("query", "times", "last_at")
    search_fields = ("query",)
