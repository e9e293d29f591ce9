"""What a person says is a promise: a sentence of the passage, some of its words, or words copied from it."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from kejiting.text.spans import Span
from kejiting.web.actions import STALE, ActionForm
from kejiting.web.api_parameters import MAX_ID
from measures.records import Named

LONGEST_WORDS = 2000
# 120-186; not 120, 186-120x
_PLACE = re.compile(r"(?P<start>[0-9]{1,7})-(?P<end>[0-9]{1,7})")


class AddForm(ActionForm):
    sentence = forms.CharField(required=False, max_length=15, error_messages={"max_length": STALE["invalid"]})
    words = forms.CharField(
        required=False,
        max_length=LONGEST_WORDS,
        error_messages={"max_length": f"抄写的词语太长，请不要超过{LONGEST_WORDS}字。"},
    )
    back = forms.CharField(required=False)
    expected_version = forms.IntegerField(
        min_value=0,
        max_value=MAX_ID,
        error_messages=STALE,
    )

    def clean_sentence(self) -> Span | None:
        said = self.cleaned_data["sentence"]
        if not said:
            return None
        match = _PLACE.fullmatch(said)
        if match is None or int(match["start"]) >= int(match["end"]):
            raise forms.ValidationError(STALE["invalid"])
        return Span(int(match["start"]), int(match["end"]))

    def clean(self) -> dict[str, Any] | None:
        given = super().clean() or self.cleaned_data
        if not self.errors and not given.get("sentence") and not given.get("words"):
            raise forms.ValidationError("请选一句，或者从原文里抄写承诺的词语。")
        return given

    def named(self, text: str) -> Named:
        """In the passage's text; to be called on a valid form only."""
        sentence, words = self.cleaned_data["sentence"], self.cleaned_data["words"]
        return Named(words or sentence.of(text), sentence)
