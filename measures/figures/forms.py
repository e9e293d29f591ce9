"""The filters of the ledger's page and files, read strictly."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from kejiting.web.api_parameters import MAX_ID
from measures.extraction.units import base_unit
from measures.figures.filters import FigureFilters
from measures.figures.values import Condition, read_value
from proposals.years import offer_years

NOT_READ = "看不懂这个数值。可以写 5000万元、>1亿元、≥100名、100..500名。"
SETTLED = {"yes": "已认定", "no": "未认定"}


class LedgerForm(forms.Form):
    counted = forms.CharField(label="计什么", required=False, max_length=60)
    value = forms.CharField(label="数值", required=False, max_length=40)
    unit = forms.CharField(label="单位", required=False, max_length=20)
    year = forms.TypedChoiceField(label="答复年份", required=False, coerce=int, empty_value=None)
    settled = forms.ChoiceField(label="指标", required=False, choices=[("", "全部"), *SETTLED.items()])
    as_of = forms.DateField(
        label="截至哪一天的答复",
        required=False,
        widget=forms.DateInput(attrs={"placeholder": "2024-12-31"}, format="%Y-%m-%d"),
        error_messages={"invalid": "请写成 2024-12-31 这样的日期。"},
    )
    indicator = forms.IntegerField(required=False, min_value=1, max_value=MAX_ID, widget=forms.HiddenInput)

    condition: Condition | None = None

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        offer_years(self)

    def clean_value(self) -> str:
        typed: str = self.cleaned_data["value"]
        self.condition = read_value(typed) if typed else None
        if typed and self.condition is None:
            raise forms.ValidationError(NOT_READ)
        return typed

    def filters(self) -> FigureFilters:
        """To be called on a valid form only."""
        given = self.cleaned_data
        return FigureFilters(
            counted=given["counted"],
            value=self.condition,
            unit=base_unit(given["unit"]),
            year=given["year"],
            indicator=given["indicator"],
            settled=given["settled"] or None,
            as_of=given["as_of"],
        )

    @property
    def asked(self) -> dict[str, object]:
        """The filters that are set, as they stand in an address."""
        return {name: value for name, value in self.cleaned_data.items() if value}
