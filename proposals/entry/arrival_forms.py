"""The two forms by which letters arrive at the desk: files, or pasted words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from kejiting.text import scans
from kejiting.text.files import MAX_CHARACTERS, MAX_FILE_BYTES, READ_SUFFIXES, SUFFIXES_IN_SHORT

PASTED = "粘贴文本.txt"
SCANS = "扫描件和图片由文字识别读入，一页要几秒钟，读出后请对照原件核对。"
PICTURES = ",image/png,image/jpeg,image/tiff,image/bmp"


class FilesInput(forms.FileInput):
    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"multiple": True, **(attrs or {})})


class FilesField(forms.FileField):
    """One file or several; `cleaned_data` holds a list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        one_by_one = data if isinstance(data, list) and data else [None]
        return [super(FilesField, self).clean(one, initial) for one in one_by_one]


class FilesForm(forms.Form):
    """What kind each file is, and whether it can be read, is for the reader to say."""

    file = FilesField(
        label="文件",
        widget=FilesInput(attrs={"accept": ",".join(READ_SUFFIXES)}),
        allow_empty_file=True,  # an empty one gets the reader's own sentence
        error_messages={"required": "请先选择一个文件。"},
        help_text=f"可以一次选多份：{SUFFIXES_IN_SHORT}，每份不超过 {MAX_FILE_BYTES // 1024 // 1024} MB。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if scans.is_installed():
            self.fields["file"].help_text += SCANS
            self.fields["file"].widget.attrs["accept"] += PICTURES

    def arrivals(self) -> Iterator[tuple[str, bytes]]:
        """Yield each file's name and bytes, never more than just enough to see that it is too large."""
        for upload in self.cleaned_data["file"]:
            yield upload.name or "", upload.read(MAX_FILE_BYTES + 1)


def pasted_text(label: str, kind: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=MAX_CHARACTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": f"请先粘贴{kind}的全文。",
            "max_length": f"粘贴的文字超过 {MAX_CHARACTERS // 10_000} 万字，不像一份{kind}，请拆开。",
        },
        help_text="从标题到落款都粘贴进来，断行和空格不用整理。",
    )


class PasteForm(forms.Form):
    text = pasted_text("答复函全文", "答复函")

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError(self.fields["text"].error_messages["required"])
        return text

    def arrivals(self) -> Iterator[tuple[str, bytes]]:
        yield PASTED, self.cleaned_data["text"].encode()


def arrival_form(request: HttpRequest, pasted: type[PasteForm]) -> FilesForm | PasteForm:
    """What was sent to a desk: pasted words, or files."""
    if "text" in request.POST:
        return pasted(request.POST, auto_id="paste_%s")
    return FilesForm(request.POST, request.FILES, auto_id="file_%s")


def desk_forms(refused: FilesForm | PasteForm | None, pasted: type[PasteForm]) -> dict[str, forms.Form]:
    """Both forms, as a desk's page has them; one that was refused comes with its reason."""
    return {
        "file_form": refused if isinstance(refused, FilesForm) else FilesForm(auto_id="file_%s"),
        "paste_form": refused if isinstance(refused, PasteForm) else pasted(auto_id="paste_%s"),
    }
