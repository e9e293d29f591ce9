"""Tables of rows whose fields say what they are: a screen reader does not see the head of the column."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.models import BaseInlineFormSet


class LabelledFormSet(BaseInlineFormSet[Any, Any, forms.ModelForm[Any]]):
    def add_fields(self, form: forms.ModelForm[Any], index: int | None) -> None:
        super().add_fields(form, index)
        row = "新的一行" if index is None else f"第 {index + 1} 行"
        for field in form.fields.values():
            if field.widget.is_hidden:
                continue
            field.widget.attrs["aria-label"] = f"{row}：{field.label}"
