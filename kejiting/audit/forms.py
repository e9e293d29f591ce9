"""What narrows the list of acts: who, what, on what, when, and words."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from kejiting.audit.models import AuditAct, AuditRecord
from kejiting.web.filter_forms import FilterForm, Preset, day_field, key_field


def _text_field(label: str, example: str) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=100, widget=forms.TextInput(attrs={"placeholder": example})
    )


class AuditForm(FilterForm):
    in_sight = ("who", "act", "words")
    presets = tuple(
        Preset(label, {"act": act})
        for label, act in (("导出", "exported"), ("登录失败", "login_failed"), ("改角色或权限", "rights"), ("运行命令", "command"))
    )  # fmt: skip

    who = _text_field("谁", "姓名或用户名")
    act = forms.ChoiceField(label="做了什么", required=False, choices=[("", "全部"), *AuditAct.choices])
    words = _text_field("词语", "对象、说明或命令里的词")
    thing = _text_field("对象", "名称，如答复函的标题")
    kind = _text_field("对象种类", "答复函、用户、文件")
    begin = day_field("从")
    end = day_field("到")
    number = key_field("序号")

    def records(self) -> QuerySet[AuditRecord]:
        """Return the acts that are asked for, the newest first. To be asked of a valid form only."""
        asked = self.cleaned_data
        wanted = Q()
        for name, lookup in (("who", "by_name__icontains"), ("act", "act"), ("thing", "name__icontains"), ("kind", "kind"), ("number", "number")):  # fmt: skip
            if asked[name]:
                wanted &= Q(**{lookup: asked[name]})
        if words := asked["words"]:
            wanted &= Q(name__icontains=words) | Q(detail__icontains=words) | Q(command__icontains=words)
        if asked["begin"]:
            wanted &= Q(at__gte=_midnight(asked["begin"]))
        if asked["end"]:
            wanted &= Q(at__lt=_midnight(asked["end"] + timedelta(days=1)))
        return AuditRecord.objects.filter(wanted)


def _midnight(day: datetime) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
