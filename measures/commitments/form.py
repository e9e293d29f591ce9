"""The filters of the board's page and files, read strictly."""

from __future__ import annotations

from dataclasses import fields

from django import forms
from django.http import QueryDict

from kejiting.web.api_parameters import MAX_ID
from measures.commitments.filters import FIRST_DAY, LAST_DAY, CommitmentFilters
from measures.commitments.told_form import ToldForm
from measures.models import CommitmentOrigin, CommitmentState, Verifiability
from proposals.years import offer_years

WHO = {"ours": "发文机关自己", "others": "其他单位"}
SET_ASIDE = "只列不是承诺的"
_NO_DAY = "请写成 2024-12-31 这样的日期。"


class BoardForm(ToldForm):
    year = forms.TypedChoiceField(label="答复年份", required=False, coerce=int, empty_value=None)
    office = forms.CharField(
        label="代字或发文机关",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": "吉科发成"}),
    )
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *CommitmentState.choices])
    who = forms.ChoiceField(label="谁来做", required=False, choices=[("", "全部"), *WHO.items()])
    body = forms.CharField(
        label="单位名称", required=False, max_length=60, widget=forms.TextInput(attrs={"placeholder": "省财政厅"})
    )
    checkable = forms.ChoiceField(label="可否核对", required=False, choices=[("", "全部"), *Verifiability.choices])
    overdue = forms.ChoiceField(label="时限", required=False, choices=[("", "全部"), ("yes", "已过时限")])
    origin = forms.ChoiceField(label="来源", required=False, choices=[("", "全部"), *CommitmentOrigin.choices])
    set_aside = forms.ChoiceField(label="不是承诺的", required=False, choices=[("", "不列"), ("yes", SET_ASIDE)])
    as_of = forms.DateField(
        label="截至哪一天",
        required=False,
        widget=forms.DateInput(attrs={"placeholder": "2024-12-31"}, format="%Y-%m-%d"),
        error_messages={"invalid": _NO_DAY},
    )
    letter = forms.IntegerField(required=False, min_value=1, max_value=MAX_ID, widget=forms.HiddenInput)
    delegate = forms.IntegerField(required=False, min_value=1, max_value=MAX_ID, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        offer_years(self)

    def clean_as_of(self) -> object:
        day = self.cleaned_data["as_of"]
        if day and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(_NO_DAY)
        return day

    def filters(self) -> CommitmentFilters:
        """To be called on a valid form only."""
        given = {field.name: self.cleaned_data[field.name] for field in fields(CommitmentFilters)}
        return CommitmentFilters(
            **{
                **given,
                "who": given["who"] or None,
                **{name: given[name] == "yes" for name in ("overdue", "set_aside")},
            }
        )

    @property
    def asked(self) -> dict[str, object]:
        """The filters that are set, as they stand in an address."""
        return {name: value for name, value in self.cleaned_data.items() if value}
