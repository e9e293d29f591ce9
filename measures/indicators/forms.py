"""What people do with figures, indicators and discrepancies, as their pages send it."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet

from kejiting.web.actions import STALE, ActionForm, RowsField
from kejiting.web.alphabet import beginning_with, letter_field
from kejiting.web.filter_forms import FilterForm, Preset, sort_field
from kejiting.web.parameters import MAX_ID, row_id
from measures.extraction.units import base_unit
from measures.indicators.list_rows import indicators_named, with_doubts
from measures.models import Indicator
from measures.records import GONE
from measures.records.reviews import NO_REASON

_BAD_NAME = {"null_characters_not_allowed": "没有保存：名称里有不能用的字符。"}
_BAD_REASON = {"null_characters_not_allowed": NO_REASON}
_LONGEST_REASON = 300


def _line(label: str, most: int, messages: dict[str, str] | None = None, **attributes: object) -> forms.CharField:
    """Only the browser asks for it, and for at most so many characters: what writes has sentences of its own."""
    widget = forms.TextInput(attrs={"maxlength": most, **attributes})
    return forms.CharField(label=label, required=False, widget=widget, error_messages=messages)


SORTS = {
    "doubts": ("有待核对的在前", ("-is_asked", "pinyin", "pk")),
    "pinyin": ("名称的拼音", ("pinyin", "pk")),
}


class IndicatorListForm(FilterForm):
    in_sight = ("q", "unit", "doubts")
    presets = (Preset("有待核对的", {"doubts": "yes"}),)

    q = forms.CharField(label="名称或说法", required=False, max_length=60)
    unit = forms.CharField(label="单位", required=False, max_length=20)
    doubts = forms.ChoiceField(label="口径", required=False, choices=[("", "全部"), ("yes", "有待核对的")])
    sort = sort_field({name: label for name, (label, _) in SORTS.items()})
    letter = letter_field()

    def named(self) -> QuerySet[Indicator]:
        """Those that fit, whatever their letter; to be called on a valid form only."""
        given = self.cleaned_data
        indicators = indicators_named(given["q"])
        if given["unit"]:
            indicators = indicators.filter(unit=base_unit(given["unit"]))
        return with_doubts(indicators, only=bool(given["doubts"]))

    def listed(self) -> QuerySet[Indicator]:
        """Those of the letter, in the order asked for; to be called on a valid form only."""
        given = self.cleaned_data
        return beginning_with(self.named(), given["letter"]).order_by(*SORTS[given["sort"] or "doubts"][1])


class FiguresForm(ActionForm):
    """Figures that were ticked, each as `choice_of` names it, and the name of an indicator that was typed."""

    figures = RowsField(required=False)
    name = _line("别的指标，或者拆出的新指标的名称", 100, _BAD_NAME, autocomplete="off")


class AssignmentForm(FiguresForm):
    """The fields of an `Assignment`."""

    name = _line("别的指标，或者新指标的名称", 100, _BAD_NAME, autocomplete="off")
    indicator = forms.IntegerField(required=False, max_value=MAX_ID, error_messages=dict.fromkeys(STALE, GONE))
    expected_version = forms.CharField(required=False)


class MaintenanceForm(FiguresForm):
    """The fields of a `Maintenance`: all that the page of an indicator sends."""

    name = _line("名称", 100, _BAD_NAME, required=True)
    unit = _line("单位", 20, required=True)
    note = _line("口径说明", 300)
    aliases = RowsField(required=False)
    expected_version = forms.IntegerField(required=False, error_messages=STALE)

    def clean_aliases(self) -> tuple[int, ...]:
        return tuple(pk for text in self.cleaned_data["aliases"] if (pk := row_id(text)) is not None)


class MergeForm(ActionForm):
    """What of a `MaintenanceForm` names the indicator that takes this one in."""

    name = _line("并入哪个指标", 100, required=True, autocomplete="off")


class ReviewForm(ActionForm):
    """What a person found of a discrepancy; more of the reason than fits is cut off."""

    reason = _line("理由", _LONGEST_REASON, _BAD_REASON, required=True, placeholder="例如：统计的范围、时点不同")
    expected_version = forms.IntegerField(required=False, error_messages=STALE)

    def clean_reason(self) -> str:
        return str(self.cleaned_data["reason"])[:_LONGEST_REASON]
