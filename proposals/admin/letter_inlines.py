"""A letter's asks and passages inside the letter's own page; what a person changes here is the person's."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from proposals.admin.generic import (
    AnswerTable,
    PassageModelForm,
    PassageTable,
    RecommendationTable,
)
from proposals.admin.labelled import LabelledFormSet
from proposals.models import Answer, Part, Passage, Recommendation, ReplyLetter

OF_THE_WHOLE = (Part.TITLE, Part.PROPOSAL)
EXCERPT = 60
ASK_SHOWN = 14


class RecommendationInline(RecommendationTable):
    model = Recommendation
    formset = LabelledFormSet
    fields = ("position", "title", "origin")
    readonly_fields = ("origin",)
    extra = 0


class PassageForm(PassageModelForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        part, ask = cleaned.get("part"), cleaned.get("recommendation")
        if part in OF_THE_WHOLE and ask:
            self.add_error("recommendation", "标题和提案题目属于全函，这里要留空。")
        if part and part not in (*OF_THE_WHOLE, Part.NEXT_STEPS) and not ask and "recommendation" not in self.errors:
            self.add_error("recommendation", "这个部分要属于一条建议。")
        start, end = cleaned.get("start"), cleaned.get("end")
        if start is not None and end is not None and end <= start:
            self.add_error("end", "“止”要大于“起”。")
        return cleaned


class PassageFormSet(LabelledFormSet):
    """Spans are checked against the text they will stand in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asks = self.instance.recommendations.all() if self.instance.pk else Recommendation.objects.none()
        self._asks: QuerySet[Recommendation] = asks
        self._choices = [("", "（全函）"), *((ask.pk, f"{ask.position}. {str(ask)[:ASK_SHOWN]}") for ask in asks)]

    def add_fields(self, form: forms.ModelForm[Passage], index: int | None) -> None:
        field = cast("forms.ModelChoiceField[Recommendation]", form.fields["recommendation"])
        field.widget = forms.Select()  # the admin's own adds buttons that lead to pages there are not
        field.queryset = self._asks
        # the same choices for all forms: one query, not one a passage
        field.choices = self._choices
        field.error_messages["invalid_choice"] = "这条建议不属于这份答复函。"
        super().add_fields(form, index)

    def clean(self) -> None:
        super().clean()
        moved = [form for form in self.forms if {"start", "end"} & set(form.changed_data)]
        former = ReplyLetter.objects.filter(pk=self.instance.pk).values_list("text", flat=True).first()
        if moved and former != self.instance.text:
            raise forms.ValidationError("正文和段落的起止不能同时改：请先保存正文，段落会跟到新的位置，再改起止。")
        for form in moved:
            end = form.cleaned_data.get("end")
            if end is not None and end > len(self.instance.text):
                form.add_error("end", f"超出正文：正文共 {len(self.instance.text)} 个字。")
            elif not self._words(form).strip():
                form.add_error("start", "这一段里没有文字。")

    def _words(self, form: forms.ModelForm[Passage]) -> str:
        start, end = form.cleaned_data.get("start"), form.cleaned_data.get("end")
        return self.instance.text[start:end] if start is not None and end is not None else "?"


class PassageInline(PassageTable):
    model = Passage
    form = PassageForm
    formset = PassageFormSet
    fields = ("part", "start", "end", "recommendation", "excerpt", "origin")
    readonly_fields = ("excerpt", "origin")
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Passage]:
        return super().get_queryset(request).prefetch_related("letter")

    @admin.display(description="原文")
    def excerpt(self, passage: Passage) -> str:
        if passage.start is None or passage.end is None:
            return ""
        words = passage.letter.text[passage.start : passage.end]
        return words if len(words) <= EXCERPT else f"{words[: EXCERPT // 2]}……{words[-EXCERPT // 2 :]}"


class AnswerInline(AnswerTable):
    model = Answer
    formset = LabelledFormSet
    fields = ("proposal", "position", "correct")
    readonly_fields = ("correct",)
    raw_id_fields = ("proposal",)
    extra = 0

    @admin.display(description="届次、编号、题目、提出人")
    def correct(self, answer: Answer) -> str:
        if answer.proposal_id is None:
            return ""
        return format_html(
            '<a href="{}">修改这件提案</a>', reverse("admin:proposals_proposal_change", args=[answer.proposal_id])
        )
