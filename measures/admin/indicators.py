"""指标 in the administration: its wordings, and who changed what. Merging, splitting and deleting have their page."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

from kejiting.text.fold import fold
from kejiting.web.history_admin import HistoryAdmin
from measures.models import Indicator, IndicatorAlias
from proposals.models import ActKind
from proposals.records import begin_acts, keep_act


class Wordings(BaseInlineFormSet[IndicatorAlias, Indicator, forms.ModelForm[IndicatorAlias]]):
    def clean(self) -> None:
        """One wording once, however its brackets and widths are written."""
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms]
        folded = Counter(fold(form.cleaned_data["wording"]) for form in kept if form.cleaned_data.get("wording"))
        twice = [words for words, times in folded.items() if times > 1]
        if twice:
            raise forms.ValidationError(f"这种说法写了不止一次：{'、'.join(twice)}。")


class WordingInline(admin.TabularInline[IndicatorAlias, Indicator]):
    model = IndicatorAlias
    formset = Wordings
    fields = ("wording",)
    extra = 0


@admin.register(Indicator)
class IndicatorAdmin(HistoryAdmin):
    list_display = ("name", "unit", "note")
    list_filter = ("unit",)
    search_fields = ("name", "aliases__wording")
    fields = ("name", "unit", "note")
    inlines = (WordingInline,)

    def has_delete_permission(self, request: HttpRequest, obj: Indicator | None = None) -> bool:
        """Its page deletes it, once its figures are elsewhere."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Indicator | None = None) -> tuple[str, ...]:
        """Its page changes them, and tells the second of two."""
        return ("name", "unit", "note") if obj else ()

    def save_model(self, request: HttpRequest, obj: Indicator, form: Any, change: bool) -> None:
        if not change:
            super().save_model(request, obj, form, change)
        else:
            begin_acts(obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if change and isinstance(request.user, User):
            keep_act(form.instance, ActKind.CORRECTED, by=request.user)
