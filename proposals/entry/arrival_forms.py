"""The two forms by which a letter's text arrives at the desk: a file, or pasted words."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile

from kejiting.text.files import MAX_CHARACTERS, MAX_FILE_BYTES
from proposals.entry.staging import PASTED


class FileForm(forms.Form):
    """One file. What kind it is, and whether it can be read, is for the reader to say."""

    file = forms.FileField(
        label="文件",
        allow_empty_file=True,  # an empty one gets the reader's own sentence
        error_messages={"required": "请先选择一个文件。"},
        help_text=f"纯文本（.txt）或带文字的 PDF，不超过 {MAX_FILE_BYTES // 1024 // 1024} MB。",
    )

    def arrival(self) -> tuple[str, bytes]:
        """Return the file's name and bytes, never more than just enough to see that it is too large."""
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        return upload.name or "", upload.read(MAX_FILE_BYTES + 1)


class PasteForm(forms.Form):
    text = forms.CharField(
        label="答复函全文",
        max_length=MAX_CHARACTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": "请先粘贴答复函的全文。",
            "max_length": f"粘贴的文字超过 {MAX_CHARACTERS // 10_000} 万字，不像一份答复，请拆开。",
        },
        help_text="从标题到落款都粘贴进来，断行和空格不用整理。",
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError(self.fields["text"].error_messages["required"])
        return text

    def arrival(self) -> tuple[str, bytes]:
        return PASTED, self.cleaned_data["text"].encode()
