"""What people ask a page to do: the form that reads it, and why it cannot be done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Model

# What no page sends
STALE = dict.fromkeys(
    ("required", "invalid", "invalid_choice", "min_value", "max_value", "max_length"), "请刷新页面再填。"
)
UNKNOWN_ACTION = "没有这样的操作，请刷新页面再试。"


class ActionError(Exception):
    """What cannot be done; the message is a Chinese sentence for people. `obstacle` is the row that stands in the way."""

    status = 422

    def __init__(self, sentence: str, obstacle: Model | None = None) -> None:
        super().__init__(sentence)
        self.obstacle = obstacle


class ActionForm(forms.Form):
    """Reads what a page sends; `action` names the button that was pressed, if there are several."""

    action: forms.Field = forms.CharField(required=False)

    @property
    def sentences(self) -> list[str]:
        """All that is wrong with what was sent, wherever in the form it is."""
        return [str(error) for errors in self.errors.values() for error in errors]

    def read(self) -> dict[str, Any]:
        """Return what was sent. Raises ActionError if anything is wrong with it."""
        if not self.is_valid():
            raise ActionError("".join(dict.fromkeys(self.sentences)))
        return self.cleaned_data


class RowsField(forms.MultipleChoiceField):
    """What was ticked in a table, whatever it may be: whoever writes looks the rows up."""

    def valid_value(self, value: object) -> bool:
        return True

    def clean(self, value: Any) -> frozenset[str]:
        return frozenset(super().clean(value))
