"""A form whose errors are told as sentences, wherever in it they are."""

from __future__ import annotations

from django import forms

# What no page sends
STALE = dict.fromkeys(("required", "invalid", "invalid_choice", "min_value", "max_value"), "请刷新页面再填。")


class ToldForm(forms.Form):
    @property
    def errors_said(self) -> list[str]:
        return [str(error) for messages in self.errors.values() for error in messages]
