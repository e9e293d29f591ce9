"""提案和建议: what letters answer, with those who signed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from kejiting.indexing.sync import sync_pending_on_commit
from kejiting.text.keys import name_key, number_key
from kejiting.web.history_admin import HistoryAdmin
from proposals.admin.by_key import KeySearch
from proposals.admin.labelled import LabelledFormSet
from proposals.models import Answer, Proposal, ReplyLetter, Signature, answered_in_use
from proposals.records import note_corrected, queue_letters_for_indexing

# The proposal's fields by the names they have in a letter that was read
LETTER_FIELDS = {"kind": "kind", "session": "session", "number": "number", "title": "proposal_title"}


class SignatureInline(admin.TabularInline[Signature, Proposal]):
    model = Signature
    formset = LabelledFormSet
    autocomplete_fields = ("delegate",)
    extra = 1


@admin.register(Proposal)
class ProposalAdmin(KeySearch, HistoryAdmin):
    list_display = ("__str__", "kind", "session", "number", "signed_by")
    list_filter = ("kind", "session")
    list_select_related = ("session",)
    search_fields = ("title", "number", "delegates__name")
    inlines = (SignatureInline,)

    def by_key(self, words: str) -> Q:
        return Q(number_key=number_key(words)) | Q(delegates__name_key__contains=name_key(words))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Proposal]:
        proposals = answered_in_use(super().get_queryset(request), "proposal")
        return proposals.prefetch_related("signatures__delegate")

    @admin.display(description="提出人")
    def signed_by(self, proposal: Proposal) -> str:
        return "、".join(str(signature) for signature in proposal.signatures.all())

    def save_related(self, request: HttpRequest, form: ModelForm[Proposal], formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        fields = {LETTER_FIELDS[name] for name in form.changed_data if name in LETTER_FIELDS}
        if any(formset.has_changed() for formset in formsets):
            fields.add("delegates")
        if not fields:
            return
        letters = ReplyLetter.everything.filter(proposals=form.instance)
        leading = [letter.pk for letter in letters if leads(form.instance, letter)]
        # only the leading proposal's fields are read from a letter's text, and could be read otherwise again
        note_corrected(letters.filter(pk__in=leading), fields)
        queue_letters_for_indexing(letters.exclude(pk__in=leading))
        sync_pending_on_commit()


def leads(proposal: Proposal, letter: ReplyLetter) -> bool:
    first = Answer.objects.filter(letter=letter).first()
    return first is not None and first.proposal_id == proposal.pk
