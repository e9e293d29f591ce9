"""The filters of the list of letters, read strictly."""

from __future__ import annotations

from django import forms
from django.db.models import F, Q

from kejiting.text.keys import code_key
from kejiting.web.alphabet import letter_field
from kejiting.web.filter_forms import (
    OWN_OFFICE,
    THIS_YEAR,
    FilterForm,
    Preset,
    office_field,
    person_field,
    since_field,
    sort_field,
)
from proposals.models import Delegate, DelegateKind, LetterDocumentType, ProposalKind
from proposals.models.delegates import DelegateQuerySet
from proposals.models.letter_querysets import ReplyLetterQuerySet
from proposals.models.letters import of_office
from proposals.years import LetterFilterForm

SORTS = {
    "date": ("成文日期，新的在前", (F("written_on").desc(nulls_last=True), "-pk")),
    "oldest": ("成文日期，旧的在前", (F("written_on").asc(nulls_last=True), "pk")),
    "doc_number": ("发文字号", ("doc_code", "-doc_year", "doc_serial", "pk")),
}


NO_CODE = "无"
"""What asks for the letters without a document number."""


class DelegateListForm(FilterForm):
    in_sight = ("name", "kind")
    presets = tuple(Preset(str(kind.label), {"kind": kind.value}) for kind in DelegateKind)

    name = person_field()
    kind = forms.ChoiceField(label="身份", required=False, choices=[("", "全部"), *DelegateKind.choices])
    letter = letter_field()

    def named(self) -> DelegateQuerySet:
        """Those who were answered and fit, whatever their letter; to be called on a valid form only."""
        kind = self.cleaned_data["kind"]
        named = Delegate.objects.answered().named(self.cleaned_data["name"], "contains")
        return named.filter(kind=kind) if kind else named


class LetterListForm(LetterFilterForm):
    in_sight = ("year", "kind", "delegate")
    presets = (THIS_YEAR, OWN_OFFICE)

    year = forms.TypedChoiceField(label="年份", required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(label="种类", required=False, choices=[("", "全部"), *ProposalKind.choices])
    delegate = person_field()
    document_type = forms.ChoiceField(label="文种", required=False, choices=[("", "全部"), *LetterDocumentType.choices])
    number = forms.CharField(label="提案编号", required=False, max_length=40)
    office = office_field()
    sort = sort_field({name: label for name, (label, _) in SORTS.items()})
    # where links lead to: all letters of a 代字 and no others
    code = forms.CharField(label="代字", required=False, max_length=100, widget=forms.HiddenInput)

    published_since = since_field("发布于")
    corrected_since = since_field("更正于")

    def narrowed(self, letters: ReplyLetterQuerySet) -> ReplyLetterQuerySet:
        """The letters that fit, sorted; to be called on a valid form only."""
        given = self.cleaned_data
        if given["year"]:
            letters = letters.answered_in(given["year"])
        if given["kind"]:
            letters = letters.of_kind(given["kind"])
        if given["document_type"]:
            is_opinion = given["document_type"] == LetterDocumentType.OPINION
            letters = letters.opinions() if is_opinion else letters.replies()
        if given["delegate"]:
            letters = letters.to_delegate(given["delegate"])
        if given["code"]:
            code = None if given["code"] == NO_CODE else code_key(given["code"])
            letters = letters.filter(Q(doc_code=code))
        if given["published_since"]:
            letters = letters.filter(is_news=True, first_published_at__gt=given["published_since"])
        if given["corrected_since"]:
            letters = letters.filter(corrected_at__gt=given["corrected_since"])
        if given["number"]:
            letters = letters.numbered(given["number"])
        if given["office"]:
            letters = letters.filter(of_office(given["office"]))
        return letters.order_by(*SORTS[given["sort"] or "date"][1])
