"""What people enter of a request, and what its list is asked: read strictly."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import F
from django.utils import timezone

from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import as_seen
from kejiting.web.filter_forms import SORT, FilterForm, Preset, sort_field
from proposals.entry.arrival_forms import PasteForm, pasted_text
from proposals.entry.header_form import TitleField, date_field, number_as_printed
from proposals.models import CongressSession, ProposalKind, Request, RequestRole
from proposals.models.requests import RequestQuerySet
from proposals.parsing import ParsedSession, read_session
from proposals.records import REQUEST_FIELDS, column_length

_BETWEEN = lazy_re(r"[、，,；;\s]+")
_LONGEST_NAME = 100
_MOST_NAMES = 200
STATES = {"open": "未答复", "week": "本周到期", "late": "已过期限", "answered": "已答复"}
SORTS = {
    "due": ("期限，近的在前", (F("due_on").asc(nulls_last=True), "-pk")),
    "latest": ("期限，远的在前", (F("due_on").desc(nulls_last=True), "-pk")),
    "entered": ("录入时间，新的在前", ("-pk",)),
}


class RequestPasteForm(PasteForm):
    text = pasted_text("来件全文", "来件")


def _line(label: str, name: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=column_length(Request, name), required=False, help_text=help_text)


class NamesField(forms.CharField):
    """People or units, parted by 、; `cleaned_data` holds a list."""

    def __init__(self, label: str, help_text: str = "多个用顿号隔开") -> None:
        super().__init__(label=label, required=False, max_length=4000, help_text=help_text)

    def clean(self, value: Any) -> Any:
        names = [name for name in map(as_seen, _BETWEEN.split(super().clean(value))) if name]
        if len(names) > _MOST_NAMES or any(len(name) > _LONGEST_NAME for name in names):
            raise forms.ValidationError("名称太长或太多；多个请用顿号隔开。")
        return list(dict.fromkeys(names))


class RequestForm(forms.Form):
    """Empty fields mean that nobody says it. `values` are those of `REQUEST_FIELDS`."""

    title = TitleField("题目")
    kind = forms.ChoiceField(label="种类", required=False, choices=[("", "不详"), *ProposalKind.choices])
    session = forms.CharField(label="届次", required=False, max_length=80, help_text="如：省政协十三届三次会议")
    number = _line("编号", "number", "不带“第”和“号”，如：157")
    proposers = NamesField("提出人")
    co_proposers = NamesField("附议人")
    role = forms.ChoiceField(label="办理角色", choices=RequestRole.choices)
    main_unit = _line("主办单位", "main_unit")
    co_units = NamesField("会办单位")
    office = _line("承办处室", "office")
    handed_over_on = date_field("交办日期")
    due_on = date_field("办结期限")
    is_key = forms.BooleanField(label="重点件", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].help_text = "空：按办理期限的规定推算"

    def clean_number(self) -> str | None:
        return number_as_printed(self.cleaned_data["number"])

    def clean_session(self) -> ParsedSession | None:
        words = self.cleaned_data["session"]
        session = read_session(words) if words else None
        if words and session is None:
            raise forms.ValidationError("读不出届次，请写成“省政协十三届三次会议”的样子。")
        return session

    def values(self) -> dict[str, Any]:
        """To be asked of a valid form only."""
        empty_is_null = {"title", "kind", "main_unit"}
        return {
            name: None if name in empty_is_null and self.cleaned_data[name] == "" else self.cleaned_data[name]
            for name in REQUEST_FIELDS
        }


class HandForm(RequestForm):
    """A request by hand: at least what it is called, or its number."""

    text = forms.CharField(
        label="正文",
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="可以不填；有原文的，粘贴识别更省事",
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("title") and not cleaned.get("number"):
            raise forms.ValidationError("请至少填写题目或编号。")
        return cleaned


def request_initial(request: Request) -> dict[str, Any]:
    """What the form shows of a request."""
    return {
        **{name: getattr(request, name) for name in REQUEST_FIELDS},
        "session": str(request.session) if request.session else "",
        **{name: "、".join(getattr(request, name)) for name in ("proposers", "co_proposers", "co_units")},
    }


class RequestListForm(FilterForm):
    in_sight = ("state", "proposer", "handled_by")
    presets = (
        Preset("未答复", {"state": "open"}),
        Preset("本周到期", {"state": "week"}),
        Preset("已过期限", {"state": "late"}),
        Preset("重点件", {"key": "yes"}),
    )

    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *STATES.items()])
    proposer = forms.CharField(
        label="提出人", required=False, max_length=60, widget=forms.TextInput(attrs={"placeholder": "王洪福、whf"})
    )
    handled_by = forms.CharField(label="承办处室", required=False, max_length=60)
    role = forms.ChoiceField(label="办理角色", required=False, choices=[("", "全部"), *RequestRole.choices])
    session = forms.TypedChoiceField(label="届次", required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(label="种类", required=False, choices=[("", "全部"), *ProposalKind.choices])
    key = forms.ChoiceField(label="重点件", required=False, choices=[("", "全部"), ("yes", "只列重点件")])
    sort = sort_field({name: label for name, (label, _) in SORTS.items()})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sessions = CongressSession.objects.filter(pk__in=Request.objects.order_by().values("session").distinct())
        self.fields["session"].choices = [("", "全部"), *((str(one.pk), str(one)) for one in sessions)]  # type: ignore[attr-defined]

    def worded(self, name: str, value: object) -> str:
        return super().worded(name, str(value) if name == "session" else value)

    def narrowed(self, requests: RequestQuerySet) -> RequestQuerySet:
        """Those that fit, sorted; to be called on a valid form only."""
        given = self.cleaned_data
        requests = of_state(requests, given["state"])
        if given["proposer"]:
            requests = requests.proposed_by(given["proposer"])
        if given["handled_by"]:
            requests = requests.filter(office__contains=given["handled_by"])
        if given["key"]:
            requests = requests.filter(is_key=True)
        asked = {name: given[name] for name in ("role", "session", "kind") if given[name]}
        return requests.filter(**asked).order_by(*SORTS[given[SORT] or "due"][1])


def of_state(requests: RequestQuerySet, state: str) -> RequestQuerySet:
    """Those in one of `STATES`, today; all for an empty one."""
    today = timezone.localdate()
    match state:
        case "open":
            return requests.unanswered()
        case "week":
            return requests.due_between(today, today + timedelta(days=6 - today.weekday()))
        case "late":
            return requests.late(today)
        case "answered":
            return requests.answered()
    return requests
