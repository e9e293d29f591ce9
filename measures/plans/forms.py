"""What people do on the page of a target, as it sends it."""

from __future__ import annotations

from django import forms

from kejiting.web.actions import STALE, ActionForm
from kejiting.web.parameters import MAX_ID
from measures.records.scoreboard import FIGURE_GONE, NO_REASON, UNLINKED


class TargetForm(ActionForm):
    """The fields of a `TargetChange`."""

    expected_version = forms.IntegerField(required=False, max_value=MAX_ID, error_messages=STALE)
    figure = forms.IntegerField(required=False, max_value=MAX_ID, error_messages=dict.fromkeys(STALE, FIGURE_GONE))
    expected_figure = forms.CharField(required=False, strip=False)
    evidence = forms.IntegerField(
        required=False, max_value=MAX_ID, error_messages=dict.fromkeys(STALE, UNLINKED.format("别人"))
    )
    reason = forms.CharField(required=False, error_messages={"null_characters_not_allowed": NO_REASON})
