"""Filters of a list, read strictly: three in sight, the rest folded away, and the chips that say what is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar, TypeVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms import BoundField
from django.shortcuts import resolve_url
from django.utils import timezone

from kejiting.web.parameters import MAX_ID
from kejiting.web.querystring import address

NO_DAY = "请写成 2024-12-31 这样的日期。"
SORT = "sort"
ListView = TypeVar("ListView", bound=Callable[..., object])
# What the base can hold in whatever time zone
_FIRST, _LAST = (datetime(year, 1, 1, tzinfo=UTC) for year in (1949, 2999))


def day_field(label: str) -> forms.DateField:
    """A day that may be left out."""
    widget = forms.DateInput(attrs={"placeholder": "2024-12-31"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, error_messages={"invalid": NO_DAY})


def since_field(label: str) -> forms.DateTimeField:
    """A moment, from which a link led here to what happened after it; people do not type it."""
    return forms.DateTimeField(
        label=label,
        required=False,
        widget=forms.HiddenInput,
        validators=[MinValueValidator(_FIRST), MaxValueValidator(_LAST)],
        error_messages={"invalid": NO_DAY},
    )


def key_field(label: str) -> forms.IntegerField:
    """The id of a row from which a link led here; people do not type it."""
    return forms.IntegerField(label=label, required=False, min_value=1, max_value=MAX_ID, widget=forms.HiddenInput)


def sort_field(labels: Mapping[str, str]) -> forms.ChoiceField:
    """Orders of a list, the first of which it has unless asked; a row of links offers them."""
    return forms.ChoiceField(label="排序", required=False, choices=list(labels.items()), widget=forms.HiddenInput)


def office_field() -> forms.CharField:
    widget = forms.TextInput(attrs={"placeholder": "吉科发成"})
    return forms.CharField(label="代字或发文机关", required=False, max_length=60, widget=widget)


def person_field() -> forms.CharField:
    widget = forms.TextInput(attrs={"placeholder": "姓名或拼音"})
    return forms.CharField(label="委员、代表", required=False, max_length=60, widget=widget)


@dataclass(frozen=True, slots=True)
class Preset:
    """What a list is often asked. A parameter in braces, {year} or {office}, is that of today or of who asks."""

    label: str
    parameters: Mapping[str, str]

    def asked_by(self, known: Mapping[str, str]) -> dict[str, str] | None:
        """The parameters filled in; None if one of them is not known."""
        filled = {name: value.format_map(known) for name, value in self.parameters.items()}
        return filled if all(filled.values()) else None


THIS_YEAR = Preset("今年", {"year": "{year}"})
OWN_OFFICE = Preset("本处室", {"office": "{office}"})


@dataclass(frozen=True, slots=True)
class FilterLink:
    """A preset, an order or a letter; `is_current` is the one that is shown."""

    label: str
    address: str
    is_current: bool


class FilterForm(forms.Form):
    """All but its fields is to be asked of a valid form only. `in_sight` names the fields that are not folded away."""

    in_sight: ClassVar[tuple[str, ...]] = ()
    presets: ClassVar[tuple[Preset, ...]] = ()

    @property
    def fields_in_sight(self) -> list[BoundField]:
        return [self[name] for name in self.in_sight]

    @property
    def more_fields(self) -> list[BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.in_sight]

    @property
    def is_more_set(self) -> bool:
        return any(field.value() or field.errors for field in self.more_fields)

    @property
    def asked(self) -> dict[str, object]:
        """The filters that are set, as they stand in an address."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def worded(self, name: str, value: object) -> str:
        """Say a value as people do: a choice by its label, a moment with its minutes."""
        if isinstance(value, datetime):
            return f"{timezone.localtime(value):%Y-%m-%d %H:%M}以后"
        return str(dict(getattr(self.fields[name], "choices", ())).get(value, value))

    def chips(self, page: str) -> list[dict[str, str]]:
        """List what is asked for, each with the address without it: of the page of this name or address."""
        asked = self.asked
        return [
            {
                "label": f"{self.fields[name].label}：{self.worded(name, value)}",
                "address": address(asked, **{name: None}) if len(asked) > 1 else resolve_url(page),
            }
            for name, value in asked.items()
            if name != SORT
        ]

    def preset_links(self, known: Mapping[str, str]) -> list[FilterLink]:
        """Those of which all is known, and which the form takes: no year without letters."""
        asked = {name: str(value) for name, value in self.asked.items() if name != SORT}
        filled = ((preset.label, preset.asked_by(known)) for preset in self.presets)
        return [
            FilterLink(label, address(parameters), parameters == asked)
            for label, parameters in filled
            if parameters and all(self._takes(name, value) for name, value in parameters.items())
        ]

    def sort_links(self) -> list[FilterLink]:
        choices = list(getattr(self.fields.get(SORT), "choices", ()))
        asked = self.asked
        chosen = asked.get(SORT) or (choices[0][0] if choices else "")
        return [
            FilterLink(label, address(asked, sort=name if name != choices[0][0] else None), name == chosen)
            for name, label in choices
        ]

    def _takes(self, name: str, value: str) -> bool:
        field = self.fields[name]
        return not isinstance(field, forms.ChoiceField) or field.valid_value(value)


def filtered_by(form: type[forms.Form]) -> Callable[[ListView], ListView]:
    """Say which form reads the parameters of a list: so what is kept of it is checked (see `saved_views`)."""

    def marked(view: ListView) -> ListView:
        view.filter_form = form  # type: ignore[attr-defined]
        return view

    return marked
