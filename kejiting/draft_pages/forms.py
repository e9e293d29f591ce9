"""A draft is sent as a file or as words, with the proposal that it answers if that is known."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from kejiting.draft_pages.kinds import KIND_LABELS, LEVEL_LABELS
from kejiting.text.files import MAX_FILE_BYTES, READ_SUFFIXES, SUFFIXES_IN_SHORT
from kejiting.web.actions import STALE, ActionForm
from kejiting.web.filter_forms import FilterForm
from proposals.entry.arrival_forms import PASTED, pasted_text
from proposals.models import LONGEST_SET_ASIDE_REASON, CongressSession, Request

# The newest ones are offered; a link may lead here from any other
_MOST_REQUESTS = 100
ORIGINS = "origins"


class DraftForm(forms.Form):
    file: forms.Field = forms.FileField(
        label="文件",
        required=False,
        allow_empty_file=True,  # an empty one gets the reader's own sentence
        widget=forms.FileInput(attrs={"accept": ",".join(READ_SUFFIXES)}),
        help_text=f"{SUFFIXES_IN_SHORT}，不超过 {MAX_FILE_BYTES // 1024 // 1024} MB。DOCX 核对以后可以带批注下载。",
    )
    text = pasted_text("答复稿全文", "答复稿")
    request = forms.ModelChoiceField(
        Request.objects.select_related("session").defer("text"),
        label="所答复的来件",
        required=False,
        empty_label="不选，按下面的编号和届次，或者按稿中所写",
        error_messages={"invalid_choice": "没有这份来件，请重新选择。"},
    )
    number = forms.CharField(label="提案、建议的编号", required=False, max_length=40)
    session = forms.ModelChoiceField(
        CongressSession.objects.all(),
        label="届次",
        required=False,
        empty_label="按稿中所写",
        error_messages={"invalid_choice": "没有登记过这一届次，请重新选择。"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False
        field: Any = self.fields["request"]
        newest = list(field.queryset.order_by("-pk")[:_MOST_REQUESTS])
        chosen = self["request"].value()
        if str(chosen or "").isdecimal() and len(str(chosen)) < 18:
            newest += [one for one in field.queryset.filter(pk=chosen) if one not in newest]
        label = field.label_from_instance
        field.widget.choices = [("", field.empty_label), *((one.pk, label(one)) for one in newest)]

    def clean(self) -> dict[str, Any] | None:
        given = super().clean() or self.cleaned_data
        if not self.errors and not given.get("file") and not given.get("text", "").strip():
            raise forms.ValidationError("请先选择一个文件，或者粘贴答复稿的全文。")
        return given

    def draft(self) -> tuple[str, bytes]:
        """The name and the bytes; of a file never more than just enough to see that it is too large."""
        upload: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if upload is None:
            return PASTED, self.cleaned_data["text"].encode()
        return upload.name or "", upload.read(MAX_FILE_BYTES + 1)


class FindingsForm(FilterForm):
    """Which of the findings are shown, or where the sentences come from instead."""

    kind = forms.ChoiceField(label="种类", required=False, choices=[("", "全部"), *KIND_LABELS.items()])
    level = forms.ChoiceField(label="程度", required=False, choices=[("", "全部"), *LEVEL_LABELS.items()])
    view = forms.ChoiceField(required=False, choices=[(ORIGINS, "句子的出处")], widget=forms.HiddenInput)


class RulingForm(ActionForm):
    """`wording`: key and number of the last act, of each finding that the card shows: 3f…:0."""

    wording = forms.RegexField(
        r"\A[0-9a-f]{64}:\d{1,9}(?: [0-9a-f]{64}:\d{1,9})*\Z", max_length=20_000, error_messages=STALE
    )
    reason = forms.CharField(
        required=False,
        max_length=LONGEST_SET_ASIDE_REASON,
        error_messages={"max_length": f"原因太长，请不要超过{LONGEST_SET_ASIDE_REASON}字。"},
    )
