"""What people write of an indicator, read strictly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.db import IntegrityError, transaction

from measures.extraction.units import units_alike
from measures.figures.values import base_unit
from measures.indicators.settling import DeedError
from measures.models import Figure, Indicator

if TYPE_CHECKING:
    IndicatorModelForm = forms.ModelForm[Indicator]
else:
    IndicatorModelForm = forms.ModelForm


class IndicatorForm(IndicatorModelForm):
    class Meta:
        model = Indicator
        fields = ("name", "unit", "note")
        error_messages = {"name": {"required": "请填写指标名称。"}, "unit": {"required": "请填写单位。"}}

    def clean_unit(self) -> str:
        """As values are kept: 万元 → 元."""
        unit = base_unit(self.cleaned_data["unit"])
        figures = Figure.objects.filter(indicator=self.instance.pk).order_by()
        held = set(figures.values_list("unit", flat=True).distinct()) if self.instance.pk else set()
        if held.difference(units_alike(unit)):
            raise forms.ValidationError(f"这个指标已有单位为“{'、'.join(sorted(held))}”的数据，单位不能改。")
        return unit

    def saved(self, reason: str = "") -> Indicator:
        """Save it, with the reason in its history. Raises DeedError."""
        if not self.is_valid():
            said = [str(error) for errors in self.errors.values() for error in errors]
            raise DeedError("没有保存：" + "".join(dict.fromkeys(said)))
        indicator = self.save(commit=False).because(reason)
        try:
            with transaction.atomic():
                indicator.save()
        except IntegrityError as error:  # somebody else gave this name at the same moment
            raise DeedError("已有这个名称的指标。") from error
        return indicator


def new_indicator(name: str, unit: str, reason: str) -> Indicator:
    """Raises DeedError."""
    return IndicatorForm({"name": name, "unit": unit}).saved(reason)


def indicator_named(name: str) -> Indicator:
    """Hold the one of this name. Raises DeedError."""
    wanted = name.strip()
    if not wanted:
        raise DeedError("请填写指标名称。")
    indicator = Indicator.objects.select_for_update().filter(name=wanted.replace("\0", "")).first()
    if indicator is None:
        raise DeedError(f"没有叫“{wanted[:100]}”的指标：可能刚刚改了名、被删除或并入了别的指标。可以新建一个。")
    return indicator
