"""Filters of a list, read strictly, and the chips that say above its rows what is asked for."""

from __future__ import annotations

from django import forms
from django.urls import reverse

from kejiting.web.api_parameters import MAX_ID
from kejiting.web.querystring import address

NO_DAY = "请写成 2024-12-31 这样的日期。"


def day_field(label: str) -> forms.DateField:
    """A day that may be left out."""
    widget = forms.DateInput(attrs={"placeholder": "2024-12-31"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, error_messages={"invalid": NO_DAY})


def key_field(label: str) -> forms.IntegerField:
    """The id of a row from which a link led here; people do not type it."""
    return forms.IntegerField(label=label, required=False, min_value=1, max_value=MAX_ID, widget=forms.HiddenInput)


class FilterForm(forms.Form):
    """All but `fields` is to be asked of a valid form only."""

    @property
    def asked(self) -> dict[str, object]:
        """The filters that are set, as they stand in an address."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def worded(self, name: str, value: object) -> str:
        """Say a value as people do: a choice by its label."""
        return str(dict(getattr(self.fields[name], "choices", ())).get(value, value))

    def chips(self, page: str) -> list[dict[str, str]]:
        """List what is asked for, each with the address of the page of this name without it."""
        asked = self.asked
        return [
            {
                "label": f"{self.fields[name].label}：{self.worded(name, value)}",
                "address": address(asked, **{name: None}) if len(asked) > 1 else reverse(page),
            }
            for name, value in asked.items()
        ]
