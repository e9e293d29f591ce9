"""The forms of plans' entry: pasted text, the head, what an item is, a target."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from kejiting.text.lazy_re import lazy_re
from measures.figures.values import read_value
from measures.models import Comparator, Plan, PlanItem, PlanLevel, Target
from measures.records import ITEMS, PLAN_FIELDS, TARGETS
from proposals.entry.arrival_forms import PasteForm, pasted_text
from proposals.entry.header_form import TitleField, date_field

# 3.5标准分: an amount in a unit that the rules do not know
_AMOUNT = lazy_re(
    r"(?P<low>\d{1,15}(?:\.\d{1,4})?)(?:[-–—~至](?P<high>\d{1,15}(?:\.\d{1,4})?))?(?P<unit>[^\d.,]{1,20})"
)
_GREATEST = Decimal(10) ** 15


class PlanPasteForm(PasteForm):
    text = pasted_text("方案全文", "方案")


def _line(
    label: str, *, most: int = 300, required: bool = False, help_text: str = "", rows: int = 0
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text, widget=widget)


class PlanHeadForm(forms.Form):
    """Empty fields mean that the text does not say it."""

    title = TitleField()
    doc_number = _line("发文字号", most=120, help_text="如：吉政办发〔2016〕75号")
    issuer = _line("发文机关", help_text="几个机关联合印发的，用顿号隔开")
    issued_on = date_field("印发日期")
    period = _line("规划期", most=60, help_text="如：十三五")
    cites = _line("所依据的文件", most=3000, help_text="只写文号，一行一个", rows=2)

    def clean_cites(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["cites"].splitlines() if line.strip()]

    def head(self) -> dict[str, Any]:
        """The values as a plan has them."""
        return {name: None if self.cleaned_data[name] == "" else self.cleaned_data[name] for name in PLAN_FIELDS}


def head_initial(plan: Plan) -> dict[str, str | date | None]:
    return {**{name: getattr(plan, name) for name in PLAN_FIELDS}, "cites": "\n".join(plan.cites)}


LABELS = {name: str(field.label) for name, field in PlanHeadForm.base_fields.items()} | {
    ITEMS: "章节和措施",
    TARGETS: "量化目标",
}


class PlanItemForm(forms.Form):
    """What an item is. A title is that of a chapter or a section; a paragraph has no number."""

    level = forms.ChoiceField(label="这一条是", choices=PlanLevel.choices)
    number = forms.IntegerField(
        label="序号", required=False, min_value=1, max_value=999, help_text="用阿拉伯数字，如“（三）”填 3；段不用填"
    )
    title = TitleField(max_length=200, help_text="只有章和节有标题，不带序号", widget=forms.TextInput)


def item_initial(item: PlanItem) -> dict[str, str | int | None]:
    return {"level": item.level, "number": item.number, "title": item.title}


class PlanTargetForm(forms.Form):
    """A target. `cleaned_data` has `amount`: its bounds and its unit, in base units."""

    words = _line("原文", most=2000, required=True, help_text="照原文写，可以只留说这一个目标的几个字", rows=3)
    indicator = _line("指标", most=200, required=True, help_text="计什么，如：技术合同交易额")
    comparator = forms.ChoiceField(label="要求", choices=Comparator.choices)
    value = _line("数值", most=40, required=True, help_text="连同单位，如：50亿元、25%、15—30万元")
    due = _line("期限", most=60, help_text="如：2020年、每年；原文没有写就留空")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        amount = read_amount(cleaned["value"]) if cleaned.get("value") else None
        if cleaned.get("value") and amount is None:
            self.add_error("value", "读不出这个数值。请写成“50亿元”“25%”“15—30万元”的样子，“以上”“左右”在“要求”里选。")
        if amount and "comparator" in cleaned:
            is_range, wanted = amount[0] != amount[1], cleaned["comparator"] == Comparator.RANGE
            if is_range != wanted:
                self.add_error("comparator", "区间要写两个数值，如“15—30万元”；只有一个数值的，请选别的要求。")
        cleaned["amount"] = amount
        cleaned["due"] = cleaned.get("due") or None
        return cleaned


def target_initial(target: Target) -> dict[str, str | None]:
    return {
        "words": target.text,
        "indicator": target.indicator,
        "comparator": target.comparator,
        "value": target.value_text,
        "due": target.due,
    }


def read_amount(typed: str) -> tuple[Decimal, Decimal, str] | None:
    """50亿元 → 5000000000, 5000000000, 元; None for what is no amount, or asks for more than a value (50亿元以上)."""
    found = read_value(typed)
    if found and found.low is not None and found.high is not None and not found.beyond:
        low, high, unit = found.low, found.high, found.unit or ""
    elif match := _AMOUNT.fullmatch("".join(typed.split())):
        low, high, unit = Decimal(match["low"]), Decimal(match["high"] or match["low"]), match["unit"]
        if found or low > high or unit[0] in "百千万亿余多":
            return None
    else:
        return None
    fits = high < _GREATEST and all(value == round(value, 4) for value in (low, high))
    return (low, high, unit) if fits else None
