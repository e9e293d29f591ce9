"""What a person finds came of a commitment, as the form of its page says it."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from kejiting.text.fold import fold
from kejiting.web.actions import STALE, ActionForm
from kejiting.web.api_parameters import MAX_ID
from measures.models import LONGEST_REASON, CommitmentState
from proposals.models import Passage

# 123, p123, http://10.0.0.1/letters/5/#p123, /letters/5/#t123; not /letters/5/, /letters/5
_PASTED = re.compile(r"(?:(?:.*#)?[ptw])?(?P<pk>[1-9]\d{0,17})")
_UNKNOWN = "没有找到这一段：请在答复函的页面上点“原文位置”，把浏览器里的地址粘贴过来，或者填段落编号。"


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
