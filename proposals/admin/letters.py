"""答复函 in the administration: correct the header and the text; the second of two people who save is told."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html

from kejiting.indexing.sync import sync_pending_on_commit
from kejiting.ingest.wastebasket import throw_away
from kejiting.text.fold import fold
from kejiting.text.keys import code_key, name_key, number_key
from kejiting.web.actions import ActionError
from kejiting.web.permission import require_permission
from kejiting.web.versioned_admin import VersionedAdmin
from proposals.admin.by_key import KeySearch
from proposals.admin.letter_form import HEADER_FIELDS, LetterForm
from proposals.admin.letter_inlines import AnswerInline, PassageInline
from proposals.entry.outcome import refuse_unreadable
from proposals.models import ActKind, Answer, ReplyLetter
from proposals.pages.field_labels import PROPOSAL_LABELS, labels_of
from proposals.parsing import read_doc_number
from proposals.records import begin_acts, edit_text, keep_act, note_contents, reread_letter


@admin.register(ReplyLetter)
class ReplyLetterAdmin(KeySearch, VersionedAdmin):
    form = LetterForm
    inlines = (AnswerInline, PassageInline)
    list_display = ("__str__", "doc_number", "written_on", "numbers", "signed_by", "status", "gaps")
    list_filter = ("status", "written_on", "answers__proposal__kind", "agency", "answers__proposal__session")
    list_per_page = 50
    search_fields = ("title", "doc_number", "answers__proposal__number", "answers__proposal__delegates__name")
    date_hierarchy = "written_on"
    actions = ("read_again",)
    readonly_fields = (
        "review",
        "status",
        "corrected",
        "doubts",
        "source_name",
        "entered_by",
        "entered_at",
        "changed_at",
    )
    fieldsets = (
        (None, {"fields": ("expected_version", "title", ("doc_number", "index_number"), ("agency", "category"))}),
        (
            "日期和办理",
            {
                "fields": (
                    ("written_on", "published_on"),
                    ("handling_class", "handling_role"),
                    ("document_type", "addressee"),
                )
            },
        ),
        ("正文", {"fields": ("text",), "classes": ("collapse",)}),
        ("建议和答复", {"fields": ("review",)}),
        (
            "状态和来源",
            {"fields": ("status", "doubts", "corrected", "source_name", "entered_by", "entered_at", "changed_at")},
        ),
    )

    def by_key(self, words: str) -> Q:
        asked = "answers__proposal__"
        wanted = Q(**{f"{asked}number_key": number_key(words)}) | Q(index_key__contains=code_key(words))
        wanted |= Q(**{f"{asked}delegates__name_key__contains": name_key(words)})
        number = read_doc_number(fold(words))
        return wanted | Q(pk__in=ReplyLetter.objects.with_doc_number(number).values("pk")) if number else wanted

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReplyLetter]:
        letters: QuerySet[ReplyLetter] = super().get_queryset(request)
        return letters.prefetch_related("answers__proposal__session", "answers__proposal__signatures__delegate")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """There is one entry desk."""
        return redirect("entry")

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: ReplyLetter, form: LetterForm, change: bool) -> None:
        begin_acts(obj)
        form.set_number_parts()
        if "text" in form.changed_data:
            self._give_text(request, obj, form.initial["text"])
        obj.set_by_person = sorted({*obj.set_by_person, *form.changed_by_person})
        obj.problems = [problem for problem in obj.problems if not _is_met(obj, problem["field"])]
        obj.version += 1
        obj.note_correction()
        super().save_model(request, obj, form, change)

    @transaction.atomic
    def save_related(self, request: HttpRequest, form: LetterForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        note_contents(form.instance)
        by = require_permission("proposals.change_replyletter", request)
        keep_act(form.instance, ActKind.CORRECTED, by=by)
        sync_pending_on_commit()

    def _give_text(self, request: HttpRequest, letter: ReplyLetter, former: str) -> None:
        text, letter.text = letter.text, former
        for words in edit_text(letter, text):
            self.message_user(request, f"新正文里找不到这一段，已删去：“{words[:60]}”", messages.WARNING)

    def save_formset(self, request: HttpRequest, form: LetterForm, formset: Any, change: bool) -> None:
        """Passages are for reading; a person's choice of the proposals that are answered outlives a later reading."""
        formset.save()
        if formset.model is Answer and formset.has_changed():
            letter = form.instance
            letter.set_by_person = sorted({*letter.set_by_person, *PROPOSAL_LABELS})
            letter.save()

    def put_away(self, row: ReplyLetter, by: User) -> None:
        throw_away(row, by=by, reason="在管理后台删除")

    @admin.action(description="按最新规则重新识别", permissions=["change"])
    def read_again(self, request: HttpRequest, queryset: QuerySet[ReplyLetter]) -> None:
        done = 0
        for letter in ReplyLetter.objects.filter(pk__in=queryset.values("pk")):
            try:
                refuse_unreadable(letter.as_read_text)
                reread_letter(letter, by=require_permission("proposals.change_replyletter", request))
            except ActionError as error:
                self.message_user(request, str(error), messages.ERROR)
            else:
                done += 1
        sync_pending_on_commit()
        self.message_user(
            request,
            f"重新识别了 {done} 份，人工改定的没有动；新规则读得不同的，列在录入台“待处理”里。",
            messages.SUCCESS,
        )

    @admin.display(description="逐条核对和改动")
    def review(self, letter: ReplyLetter) -> str:
        return format_html(
            '<a href="{}">到核对页，对着正文改各栏、建议和各段答复</a>', reverse("entry_review", args=[letter.pk])
        )

    @admin.display(description="编号")
    def numbers(self, letter: ReplyLetter) -> str:
        return "、".join(answer.proposal.number_text or "" for answer in letter.answers.all())

    @admin.display(description="提出人")
    def signed_by(self, letter: ReplyLetter) -> str:
        signatures = (signature for answer in letter.answers.all() for signature in answer.proposal.signatures.all())
        return "、".join(map(str, signatures))

    @admin.display(description="缺项和疑点")
    def gaps(self, letter: ReplyLetter) -> int:
        return len(letter.problems)

    @admin.display(description="缺项和疑点")
    def doubts(self, letter: ReplyLetter) -> str:
        return "；".join(dict.fromkeys(problem["message"] for problem in letter.problems)) or "无"

    @admin.display(description="人工改定的字段")
    def corrected(self, letter: ReplyLetter) -> str:
        return "、".join(labels_of(letter.set_by_person)) or "无"


def _is_met(letter: ReplyLetter, field: str) -> bool:
    """Was the gap in a field of the letter's own filled? Those of its proposal are seen to at the proposal."""
    return field in HEADER_FIELDS and bool(getattr(letter, field))
