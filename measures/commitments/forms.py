"""The filters of the board's page and files, and what people send of promises: all read strictly."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django import forms

from kejiting.text.fold import fold
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from kejiting.web.actions import STALE, ActionForm
from kejiting.web.filter_forms import (
    NO_DAY,
    OWN_OFFICE,
    THIS_YEAR,
    Preset,
    day_field,
    key_field,
    office_field,
    person_field,
    since_field,
    sort_field,
)
from kejiting.web.parameters import MAX_ID
from measures.commitments.filters import FIRST_DAY, LAST_DAY, SOON_DAYS, SORTS, CommitmentFilters
from measures.models import LONGEST_REASON, CommitmentOrigin, CommitmentState, Verifiability
from measures.records import Named
from proposals.models import Delegate, Passage, ReplyLetter
from proposals.years import LetterFilterForm

# 123, p123, http://10.0.0.1/letters/5/#p123, /letters/5/#t123; not /letters/5/, /letters/5
_PASTED = lazy_re(r"(?:(?:.*#)?[ptw])?(?P<pk>[1-9]\d{0,17})")
_UNKNOWN = "没有找到这一段：请在答复函的页面上点“原文位置”，把浏览器里的地址粘贴过来，或者填段落编号。"
LONGEST_WORDS = 2000
DUES = {"yes": "已过时限", "soon": f"{SOON_DAYS}天内到期"}
# 120-186; not 120, 186-120x
_PLACE = lazy_re(r"(?P<start>[0-9]{1,7})-(?P<end>[0-9]{1,7})")


class BoardForm(LetterFilterForm):
    in_sight = ("state", "overdue", "office")
    presets = (
        Preset("已过时限", {"overdue": "yes"}),
        THIS_YEAR,
        OWN_OFFICE,
        Preset("可能有新的佐证", {"evidence": "new"}),
    )

    year = forms.TypedChoiceField(label="答复年份", required=False, coerce=int, empty_value=None)
    office = office_field()
    person = person_field()
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *CommitmentState.choices])
    who = forms.ChoiceField(
        label="谁来做", required=False, choices=[("", "全部"), ("ours", "发文机关自己"), ("others", "其他单位")]
    )
    body = forms.CharField(
        label="单位名称", required=False, max_length=60, widget=forms.TextInput(attrs={"placeholder": "省财政厅"})
    )
    checkable = forms.ChoiceField(label="可否核对", required=False, choices=[("", "全部"), *Verifiability.choices])
    overdue = forms.ChoiceField(label="时限", required=False, choices=[("", "全部"), *DUES.items()])
    origin = forms.ChoiceField(label="来源", required=False, choices=[("", "全部"), *CommitmentOrigin.choices])
    evidence = forms.ChoiceField(
        label="佐证", required=False, choices=[("", "全部"), ("new", "待落实，后来的答复讲到同一主题")]
    )
    set_aside = forms.ChoiceField(label="不是承诺的", required=False, choices=[("", "不列"), ("yes", "只列不是承诺的")])
    as_of = day_field("截至哪一天")
    sort = sort_field({name: label for name, (label, _) in SORTS.items()})
    moved_since = since_field("有新的进展")
    letter = key_field("答复函")
    delegate = key_field("委员代表")

    def clean_as_of(self) -> object:
        day = self.cleaned_data["as_of"]
        if day and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(NO_DAY)
        return day

    def filters(self) -> CommitmentFilters:
        """To be called on a valid form only."""
        given = {field.name: self.cleaned_data[field.name] for field in fields(CommitmentFilters)}
        return CommitmentFilters(
            **{
                **given,
                "who": given["who"] or None,
                "overdue": given["overdue"] or None,
                "set_aside": given["set_aside"] == "yes",
            }
        )

    def worded(self, name: str, value: object) -> str:
        if name == "letter":
            return str(ReplyLetter.objects.published().filter(pk=str(value)).first() or "没有这份答复函")
        if name == "delegate":
            return str(Delegate.objects.filter(pk=str(value)).first() or "没有这个人")
        return super().worded(name, value)


class AddForm(ActionForm):
    sentence = forms.CharField(required=False, max_length=15, error_messages={"max_length": STALE["invalid"]})
    words = forms.CharField(
        required=False,
        max_length=LONGEST_WORDS,
        error_messages={"max_length": f"抄写的词语太长，请不要超过{LONGEST_WORDS}字。"},
    )
    back = forms.CharField(required=False)
    expected_version = forms.IntegerField(min_value=0, max_value=MAX_ID, error_messages=STALE)

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


class StepForm(ActionForm):
    state = forms.ChoiceField(
        label="现在的状态",
        choices=CommitmentState.choices,
        error_messages={"required": "请选择状态。", "invalid_choice": "请选择状态。"},
    )
    evidence = forms.IntegerField(required=False, min_value=1, max_value=MAX_ID, error_messages=STALE)
    pasted = forms.CharField(label="其他段落的地址或编号", required=False, max_length=300)
    reason = forms.CharField(
        label="说明",
        required=False,
        max_length=LONGEST_REASON,
        error_messages={"max_length": f"说明太长，请不要超过{LONGEST_REASON}字。"},
    )
    expected_version = forms.IntegerField(min_value=0, max_value=MAX_ID, error_messages=STALE)

    passage: Passage | None = None

    def clean(self) -> dict[str, Any] | None:
        given = super().clean() or self.cleaned_data
        pasted = given.get("pasted")
        if pasted and given.get("evidence"):
            raise forms.ValidationError("既选了段落，又粘贴了地址。请只留一个。")
        match = _PASTED.fullmatch(fold(pasted)) if pasted else None
        pk = int(match["pk"]) if match else given.get("evidence")
        passages = Passage.objects.select_related("letter", "recommendation").defer("letter__as_read_text")
        self.passage = passages.filter(pk=pk).first() if pk else None
        if self.passage is None and (pasted or pk):
            raise forms.ValidationError(_UNKNOWN)
        return given
