"""What people send from the page of an outline, and what they set around its answer."""

from __future__ import annotations

from typing import Any

from django import forms

from kejiting.text.files import MAX_FILE_BYTES
from kejiting.web.parameters import MAX_ID
from kejiting.web.row_actions import RowActionForm
from proposals.models import Outline, ReplyTemplate
from proposals.records.reply_templates import FILLED, known_names, unknown_names, with_names_of_today

_LONGEST_TEXT = 30_000


class OutlineActionForm(RowActionForm):
    ask = forms.IntegerField(required=False, min_value=1, max_value=MAX_ID)
    template = forms.IntegerField(required=False, min_value=1, max_value=MAX_ID)
    file = forms.FileField(required=False, allow_empty_file=True)

    @property
    def ask_key(self) -> int | None:
        ask: int | None = self.cleaned_data.get("ask")
        return ask

    @property
    def text(self) -> str:
        """Of the text area that the button belongs to: text-12 or new-3."""
        return self.of_target("new" if self.action_name == "write" else "text", _LONGEST_TEXT)

    @property
    def data_of_file(self) -> bytes | None:
        """Never more than just enough to see that it is too large."""
        upload = self.cleaned_data.get("file")
        return upload.read(MAX_FILE_BYTES + 1) if upload else None


class OutlineFieldsForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Outline
        fields = ("title", "doc_number", "salutation", "opening", "closing", "agency", "written_on", "copies", "contact", "form")  # fmt: skip
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "opening": forms.Textarea(attrs={"rows": 3}),
            "closing": forms.Textarea(attrs={"rows": 3}),
            "written_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }


class ReplyTemplateForm(forms.ModelForm):  # type: ignore[type-arg]
    expected_version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    class Meta:
        model = ReplyTemplate
        fields = ("name", "kind", "form", "title", "opening", "closing", "agency", "copies", "contact")
        widgets = {"opening": forms.Textarea(attrs={"rows": 4}), "closing": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        texts = ((name, self.initial.get(name)) for name in self._meta.fields or ())
        self.initial.update({name: with_names_of_today(words) for name, words in texts if words})
        self.fields["kind"] = forms.ChoiceField(
            label="用于",
            required=False,
            choices=[("", "都可以用"), *((kind, kind) for kind in ("委员提案", "代表建议", "集体提案"))],
        )

    def clean(self) -> None:
        for name in FILLED:
            unknown = unknown_names(self.cleaned_data.get(name) or "")
            if unknown:
                self.add_error(name, f"不认识“{'”“'.join(unknown)}”，花括号里只能写：{'、'.join(known_names())}。")

    @property
    def words(self) -> dict[str, str]:
        """To be called on a valid form only."""
        return {name: self.cleaned_data[name] or "" for name in self._meta.fields or ()}
