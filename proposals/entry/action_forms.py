"""What the buttons of the desk's pages send, each with the version of the letter that the page showed."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from kejiting.text.spans import Span
from kejiting.web.row_actions import MAX_CHARACTER
from proposals.records import ContentsEdit, key_of


def _character() -> forms.IntegerField:
    return forms.IntegerField(required=False, min_value=0, max_value=MAX_CHARACTER)


class LetterActionForm(forms.Form):
    """What cannot be read was not sent: no version, no selection, no button."""

    version = forms.IntegerField()
    action = forms.CharField(required=False)
    allow_duplicate = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.full_clean()
        action, _, self.target = self.cleaned_data.get("action", "").partition(":")
        self.action_name = action or "save"

    @property
    def expected_version(self) -> int:
        """The version that the page showed; -1, which no letter has, for none."""
        return self._number("version", -1)

    def _number(self, name: str, default: int) -> int:
        number: int | None = self.cleaned_data.get(name)
        return default if number is None else number


class CompareForm(LetterActionForm):
    other_version = forms.IntegerField()

    @property
    def other_expected_version(self) -> int:
        return self._number("other_version", -1)


class LetterReviewForm(LetterActionForm):
    """Besides the header, which has its own form: the lists and titles of the contents, and what is selected."""

    start = _character()
    end = _character()
    at = _character()

    def edit(self) -> ContentsEdit:
        start, end = self._number("start", 0), self._number("end", 0)
        asks = self._by_key("ask")
        return ContentsEdit(
            self.action_name,
            self.target,
            parts=self._by_key("part"),
            asks={key: key_of(ask) if ask else None for key, ask in asks.items()},
            titles=self._by_key("title"),
            selected=Span(start, end) if start < end else None,
            at=self.cleaned_data.get("at"),
        )

    def _by_key(self, prefix: str) -> dict[int, str]:
        """The values of part-1, part-2, ..., by the key of the row that each is of."""
        matches = ((name, re.fullmatch(rf"{prefix}-([0-9]{{1,18}})", name)) for name in self.data)
        return {int(match[1]): self.data[name] for name, match in matches if match}
