"""Inside a letter's own page: the proposals that it answers, to correct; its passages, to read."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from kejiting.web.read_only import ReadOnlyTable
from proposals.admin.labelled import LabelledFormSet
from proposals.models import Answer, Passage, ReplyLetter

MAX_EXCERPT = 60


class AnswerInline(admin.TabularInline[Answer, ReplyLetter]):
    model = Answer
    formset = LabelledFormSet
    fields = ("proposal", "position", "correct")
    readonly_fields = ("correct",)
    autocomplete_fields = ("proposal",)
    extra = 0

    @admin.display(description="届次、编号、题目、提出人")
    def correct(self, answer: Answer) -> str:
        if answer.proposal_id is None:
            return ""
        return format_html(
            '<a href="{}">修改这件提案</a>', reverse("admin:proposals_proposal_change", args=[answer.proposal_id])
        )


class PassageInline(ReadOnlyTable):
    """Corrected on the review page only, where the text shows what each span holds."""

    model = Passage
    verbose_name_plural = "建议和答复（只读，请到核对页改）"
    fields = readonly_fields = ("part", "ask", "excerpt", "origin")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Passage]:
        return super().get_queryset(request).select_related("recommendation").prefetch_related("letter")

    @admin.display(description="所属建议")
    def ask(self, passage: Passage) -> str:
        ask = passage.recommendation
        return f"{ask.position}. {ask}" if ask else "（全函）"

    @admin.display(description="原文")
    def excerpt(self, passage: Passage) -> str:
        text = passage.span.of(passage.letter.text)
        half = MAX_EXCERPT // 2
        return text if len(text) <= MAX_EXCERPT else f"{text[:half]}……{text[-half:]}"
