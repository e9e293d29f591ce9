"""Asks as entered by hand: a title, and one item a line for each part of the answer."""

from __future__ import annotations

from typing import Any

from django import forms

from proposals.parsing import HandWrittenAsk, Part

MAX_ASKS = 60
PARTS: tuple[Part, ...] = ("measures", "outcomes", "next_steps", "prose")


def items_field(label: str) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=50_000, strip=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class AskForm(forms.Form):
    title = forms.CharField(
        label="建议内容",
        required=False,
        max_length=500,
        widget=forms.TextInput(),
        help_text="只写建议的内容，不带“一、”",
    )
    measures = items_field("落实举措")
    outcomes = items_field("取得成效")
    next_steps = items_field("下一步工作")
    prose = items_field("其他答复")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        if cleaned.get("title") and not any(items(cleaned.get(part, "")) for part in PARTS):
            self.add_error("measures", "这条建议还没有答复：举措、成效、下一步、其他答复至少写一条。")
        return cleaned

    def ask(self) -> HandWrittenAsk | None:
        """Return what was entered; None for a form left empty."""
        if not self.has_changed():
            return None
        parts = {part: items(self.cleaned_data[part]) for part in PARTS}
        filled = {part: lines for part, lines in parts.items() if lines}
        title = "".join(self.cleaned_data["title"].split()) or None
        return HandWrittenAsk(title, filled) if title or filled else None


AskFormSet = forms.formset_factory(AskForm, extra=1, max_num=MAX_ASKS, absolute_max=MAX_ASKS)


def with_one_more(asks: forms.BaseFormSet[AskForm]) -> forms.BaseFormSet[AskForm]:
    """Return the asks as they stand on the page, and one more empty one; nothing is checked yet."""
    initial = [{name: form[name].data or "" for name in form.fields} for form in asks.forms[: MAX_ASKS - 1]]
    return AskFormSet(prefix=asks.prefix, initial=initial)


def items(entered: str) -> tuple[str, ...]:
    """One item a line; empty lines are nothing."""
    return tuple(line.strip() for line in entered.splitlines() if line.strip())
