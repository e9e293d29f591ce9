"""委员和代表: correct a name, and make one person of two rows."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from kejiting.indexing.sync import sync_pending_on_commit
from kejiting.text.keys import name_key
from proposals.admin.by_key import KeySearch
from proposals.models import Delegate, ReplyLetter, answered_in_use
from proposals.pages.kept_admin import KeptRow
from proposals.records import merge_delegates, note_corrected


@admin.register(Delegate)
class DelegateAdmin(KeptRow, KeySearch, admin.ModelAdmin[Delegate]):
    list_display = ("name", "kind", "region")
    list_filter = ("kind", "region")
    search_fields = ("name",)
    actions = ("merge",)
    history_route = "delegate_history"

    def by_key(self, words: str) -> Q:
        return Q(name_key__contains=name_key(words))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delegate]:
        return answered_in_use(super().get_queryset(request), "proposal__delegates")

    def save_model(self, request: HttpRequest, obj: Delegate, form: ModelForm[Delegate], change: bool) -> None:
        super().save_model(request, obj, form, change)
        if "name" in form.changed_data:
            obj.signatures.update(printed="")  # what a person calls them stands
        if change and form.changed_data:
            note_corrected(ReplyLetter.everything.filter(proposals__delegates=obj), {"delegates"})
            sync_pending_on_commit()

    @admin.action(description="合并为一人（留最早的一条）", permissions=["change"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Delegate]) -> None:
        kept, *others = queryset.order_by("pk")
        if not others:
            self.message_user(request, "请至少选两条再合并。", messages.WARNING)
            return
        if len({delegate.kind for delegate in (kept, *others)}) > 1:
            self.message_user(request, "身份不同（委员、代表、团体）的不能合并，请先改成同一种身份。", messages.ERROR)
            return
        names = "、".join(str(delegate) for delegate in others)
        merge_delegates(kept, others)
        sync_pending_on_commit()
        self.log_change(request, kept, f"合并了：{names}")
        self.message_user(request, f"已把 {names} 合并到 {kept}。", messages.SUCCESS)
