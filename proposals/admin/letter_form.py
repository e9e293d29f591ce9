"""The form in which a person corrects a letter: its header, its text, and the version they saw."""

from __future__ import annotations

from typing import Any

from django import forms

from kejiting.text.clean import clean
from kejiting.web.actions import ActionError
from kejiting.web.versioned_admin import VersionedForm
from proposals.entry.header_form import TitleField, whole_doc_number
from proposals.entry.outcome import refuse_unreadable
from proposals.models import ReplyLetter
from proposals.parsing import DocNumber
from proposals.records import LETTER_FIELDS

HEADER_FIELDS = ("title", "doc_number", *LETTER_FIELDS)


class CanonicalText(forms.CharField):
    """A browser sends its own line ends; a text that differs in nothing else was not changed."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class LetterForm(VersionedForm):
    title = TitleField()
    text = CanonicalText(
        label="正文",
        widget=forms.Textarea(attrs={"rows": 24, "cols": 100}),
        help_text="一段一行。改动后各段落自动跟到新的位置；找不到的会提示并删去。",
    )

    class Meta:
        model = ReplyLetter
        fields = (*HEADER_FIELDS, "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.number: DocNumber | None = None

    def clean_doc_number(self) -> str | None:
        self.number = whole_doc_number(self.cleaned_data["doc_number"] or "")
        return self.number.printed if self.number else None

    def clean_text(self) -> str:
        text: str = self.instance.text
        if "text" in self.changed_data:
            try:
                refuse_unreadable(self.cleaned_data["text"])
            except ActionError as error:
                raise forms.ValidationError(str(error)) from error
            text = clean(self.cleaned_data["text"])
        return text

    def set_number_parts(self) -> None:
        """Keep the number's parts in step with the number."""
        self.instance.doc_code = self.number.code if self.number else None
        self.instance.doc_year = self.number.year if self.number else None
        self.instance.doc_serial = self.number.serial if self.number else None

    @property
    def changed_by_person(self) -> set[str]:
        return set(self.changed_data) & {*HEADER_FIELDS, "text"}
