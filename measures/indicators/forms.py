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


class FiguresForm(ActionForm):
    """Figures that were ticked, each as `choice_of` names it, and the name of an indicator that was typed."""

    figures = RowsField(required=False)
    name = forms.CharField(required=False, error_messages=_BAD_NAME)


class AssignmentForm(FiguresForm):
    """The fields of an `Assignment`."""

    indicator = forms.IntegerField(required=False, max_value=MAX_ID, error_messages=dict.fromkeys(STALE, GONE))
    expected_version = forms.CharField(required=False)


class MaintenanceForm(FiguresForm):
    """The fields of a `Maintenance`: all that the page of an indicator sends."""

    unit = forms.CharField(required=False)
    note = forms.CharField(required=False)
    aliases = RowsField(required=False)
    expected_version = forms.IntegerField(required=False, error_messages=STALE)

    def clean_aliases(self) -> tuple[int, ...]:
        return tuple(int(text) for text in self.cleaned_data["aliases"] if is_number(text))


class ReviewForm(ActionForm):
    """What a person found of a discrepancy; more of the reason than fits is cut off."""

    reason = forms.CharField(required=False, error_messages=_BAD_REASON)
    expected_version = forms.IntegerField(required=False, error_messages=STALE)

    def clean_reason(self) -> str:
        return str(self.cleaned_data["reason"])[:_LONGEST_REASON]
