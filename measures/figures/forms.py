"""The filters of the ledger's page and files, read strictly."""

from __future__ import annotations

from django import forms

from kejiting.web.filter_forms import (
    OWN_OFFICE,
    THIS_YEAR,
    Preset,
    day_field,
    key_field,
    office_field,
    person_field,
    sort_field,
)
from measures.extraction.units import base_unit
from measures.figures.filters import SORTS, FigureFilters
from measures.figures.values import Condition, read_value
from measures.models import Indicator
from proposals.years import LetterFilterForm

NOT_READ = "看不懂这个数值。可以写 5000万元、>1亿元、≥100名、100..500名。"


class LedgerForm(LetterFilterForm):
    in_sight = ("counted", "value", "year")
    presets = (THIS_YEAR, OWN_OFFICE, Preset("未认定指标的", {"settled": "no"}))

    counted = forms.CharField(label="计什么", required=False, max_length=60)
    value = forms.CharField(label="数值", required=False, max_length=40)
    unit = forms.CharField(label="单位", required=False, max_length=20)
    year = forms.TypedChoiceField(label="答复年份", required=False, coerce=int, empty_value=None)
    settled = forms.ChoiceField(
        label="指标", required=False, choices=[("", "全部"), ("yes", "已认定"), ("no", "未认定")]
    )
    office = office_field()
    person = person_field()
    as_of = day_field("截至哪一天的答复")
    sort = sort_field(SORTS)
    indicator = key_field("指标")

    condition: Condition | None = None

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
            office=given["office"],
            person=given["person"],
            as_of=given["as_of"],
            sort=given["sort"],
        )

    def worded(self, name: str, value: object) -> str:
        if name != "indicator":
            return super().worded(name, value)
        indicator = Indicator.objects.filter(pk=str(value)).first()
        return indicator.name if indicator else "已没有这个指标"
