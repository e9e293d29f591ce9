"""What people do with figures, indicators and discrepancies, as their pages send it."""

from __future__ import annotations

from django import forms

from kejiting.web.actions import STALE, ActionForm, RowsField
from kejiting.web.api_parameters import MAX_ID
from measures.records import GONE, is_number
from measures.records.reviews import NO_REASON

_BAD_NAME = {"null_characters_not_allowed": "没有保存：名称里有不能用的字符。"}
_BAD_REASON = {"null_characters_not_allowed": NO_REASON}
_LONGEST_REASON = 300


def _line(label: str, most: int, messages: dict[str, str] | None = None, **attributes: object) -> forms.CharField:
    """Only the browser asks for it, and for at most so many characters: what writes has sentences of its own."""
    widget = forms.TextInput(attrs={"maxlength": most, **attributes})
    return forms.CharField(label=label, required=False, widget=widget, error_messages=messages)


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
        return tuple(int(text) for text in self.cleaned_data["aliases"] if is_number(text))


class MergeForm(ActionForm):
    """What of a `MaintenanceForm` names the indicator that takes this one in."""

    name = _line("并入哪个指标", 100, required=True, autocomplete="off")


class ReviewForm(ActionForm):
    """What a person found of a discrepancy; more of the reason than fits is cut off."""

    reason = _line("理由", _LONGEST_REASON, _BAD_REASON, required=True, placeholder="例如：统计的范围、时点不同")
    expected_version = forms.IntegerField(required=False, error_messages=STALE)

    def clean_reason(self) -> str:
        return str(self.cleaned_data["reason"])[:_LONGEST_REASON]
