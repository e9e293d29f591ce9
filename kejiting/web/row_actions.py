"""What the buttons of a page send that shows one thing with its rows: what to do, to which row, and what is selected."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from kejiting.text.spans import Span

# Longer than any text
MAX_CHARACTER = 9_999_999


class RowActionForm(forms.Form):
    """`action` names the button and the row it belongs to, `change:12`, `version` what the page showed, `start` and `end`
    what is selected of a text. What cannot be read was not sent.
    """

    version = forms.IntegerField(required=False)
    action = forms.CharField(required=False, max_length=60)
    start = forms.IntegerField(required=False, min_value=0, max_value=MAX_CHARACTER)
    end = forms.IntegerField(required=False, min_value=0, max_value=MAX_CHARACTER)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.full_clean()
        name, _, target = self.cleaned_data.get("action", "").partition(":")
        self.action_name = name or "save"
        self.target = int(target) if re.fullmatch(r"[0-9]{1,18}", target) else 0

    @property
    def expected_version(self) -> int:
        """The version that the page showed; -1, which nothing has, for none."""
        version = self.cleaned_data.get("version")
        return -1 if version is None else version

    @property
    def span(self) -> Span | None:
        """The characters that were selected, None for none."""
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        return Span(start, end) if start is not None and end is not None and start < end else None

    def of_target(self, name: str, most: int = 2000) -> str:
        """The field of the row that the button is of, title-12; what is longer than `most` characters is cut off."""
        return str(self.data.get(f"{name}-{self.target}", ""))[:most].replace("\0", "")
