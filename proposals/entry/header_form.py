"""The form of a letter's header: every field that the letter's head can say, as plain input."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model

from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import as_seen, reading_view
from proposals.models import (
    CongressBody,
    CongressSession,
    HandlingClass,
    HandlingRole,
    LetterDocumentType,
    Proposal,
    ProposalKind,
    ReplyLetter,
)
from proposals.parsing import DocNumber, ParsedLetter, ParsedSession, level_of, read_doc_number
from proposals.records import column_length

LEVELS = ("全国", "省", "自治区", "市", "州", "盟", "地区", "县", "区", "旗", "乡", "镇", "街道")
SESSION_FIELDS = ("session_body", "session_level", "session_place", "session_term", "session_meeting")
# 王洪福、李锐, 王洪福 李锐, 王洪福；李锐; but not 民盟吉林省委员会
_BETWEEN_NAMES = lazy_re(r"[、，,；;\s]+")
_EMPTY = ("", "不详")


class TitleField(forms.CharField):
    """Titles are kept without white space, as they are read."""

    def __init__(self, label: str = "标题", **kwargs: Any) -> None:
        long = {"max_length": 300, "widget": forms.Textarea(attrs={"rows": 2})}
        super().__init__(label=label, required=False, **{**long, **kwargs})

    def clean(self, value: Any) -> str | None:
        return "".join(super().clean(value).split()) or None


def words_field(label: str, column: tuple[type[Model], str], *, help_text: str = "") -> forms.CharField:
    """As many characters as the column holds that they will be kept in."""
    return forms.CharField(label=label, max_length=column_length(*column), required=False, help_text=help_text)


def date_field(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


class HeaderForm(forms.Form):
    """Empty fields mean that the letter does not say it. `cleaned_data` gives the values as in `ParsedLetter`."""

    title = TitleField()
    doc_number = words_field("发文字号", (ReplyLetter, "doc_number"), help_text="如：吉科发成〔2025〕84号")
    index_number = words_field("索引号", (ReplyLetter, "index_number"))
    category = words_field("分类", (ReplyLetter, "category"))
    agency = words_field("发文机关", (ReplyLetter, "agency"))
    written_on = date_field("成文日期")
    published_on = date_field("发布日期")
    kind = forms.ChoiceField(label="种类", required=False, choices=[_EMPTY, *ProposalKind.choices])
    session_body = forms.ChoiceField(label="届次：机构", required=False, choices=[_EMPTY, *CongressBody.choices])
    session_level = forms.ChoiceField(
        label="届次：层级", required=False, choices=[_EMPTY, *((level, level) for level in LEVELS)]
    )
    session_place = words_field("届次：地方", (CongressSession, "region"), help_text="如原文所写：省、马关县")
    session_term = forms.IntegerField(label="第几届", required=False, min_value=1, max_value=99)
    session_meeting = forms.IntegerField(label="第几次会议", required=False, min_value=1, max_value=99)
    number = words_field("提案（建议）编号", (Proposal, "number"), help_text="不带“第”和“号”，如：157")
    delegates = forms.CharField(
        label="委员、代表或团体",
        max_length=2000,
        required=False,
        help_text="多人用顿号隔开",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    proposal_title = TitleField("提案（建议）题目")
    handling_class = forms.ChoiceField(label="办理类别", required=False, choices=[_EMPTY, *HandlingClass.choices])
    handling_role = forms.ChoiceField(label="办理角色", required=False, choices=[_EMPTY, *HandlingRole.choices])

    document_type = forms.ChoiceField(label="文种", required=False, choices=LetterDocumentType.choices)
    addressee = words_field("主送单位", (ReplyLetter, "addressee"), help_text="会办意见送给的主办单位；答复函不填")

    def __init__(self, *args: Any, has_duplicates: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_duplicates:
            self.fields["allow_duplicate"] = forms.BooleanField(
                label="仍然另存一份",
                error_messages={"required": "库中可能已有这份答复。确实要另存一份，请勾选“仍然另存一份”。"},
            )

    def clean_doc_number(self) -> DocNumber | None:
        return whole_doc_number(self.cleaned_data["doc_number"])

    def clean_delegates(self) -> tuple[str, ...]:
        names = [name for name in map(as_seen, _BETWEEN_NAMES.split(self.cleaned_data["delegates"])) if name]
        if any(len(name) > 60 for name in names):
            raise forms.ValidationError("姓名或名称太长；多人请用顿号隔开。")
        return tuple(dict.fromkeys(names))

    def clean_number(self) -> str | None:
        return number_as_printed(self.cleaned_data["number"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = {name: None if value == "" else value for name, value in self.cleaned_data.items()}
        cleaned["document_type"] = cleaned.get("document_type") or LetterDocumentType.REPLY.value
        if not any(name in self.errors for name in SESSION_FIELDS):
            cleaned["session"] = self._session(cleaned)
        return cleaned

    def _session(self, cleaned: dict[str, Any]) -> ParsedSession | None:
        body, level, region, term, meeting = (cleaned[name] for name in SESSION_FIELDS)
        if not any((body, level, region, term, meeting)):
            return None
        for name, value in (("session_body", body), ("session_term", term)):
            if not value:
                self.add_error(name, "写届次要有机构（人大或政协）和第几届。")
        if not body or not term:
            return None
        return ParsedSession(body, level or level_of(region or ""), region or "", term, meeting)


def whole_doc_number(text: str) -> DocNumber | None:
    """Return the document number that the whole text is, None for none; raise a ValidationError if it is another."""
    words = as_seen(text)
    if not words:
        return None
    read = reading_view(words).text
    number = read_doc_number(read)
    if number is None or number.printed != read:
        raise forms.ValidationError("这不是完整的发文字号，请写成“吉科发成〔2025〕84号”的样子；没有就留空。")
    return replace(number, printed=words)


def number_as_printed(text: str) -> str | None:
    """第157号 → 157."""
    return as_seen(text).removeprefix("第").removesuffix("号") or None


def header_initial(parsed: ParsedLetter) -> dict[str, str | int | date | None]:
    """What was read, as the form shows it."""
    return {
        **session_initial(parsed.session),
        "title": parsed.title.value if parsed.title else None,
        "doc_number": parsed.doc_number.printed if parsed.doc_number else None,
        "index_number": parsed.index_number,
        "category": parsed.category,
        "agency": parsed.agency,
        "written_on": parsed.written_on,
        "published_on": parsed.published_on,
        "kind": parsed.kind,
        "number": parsed.number,
        "delegates": "、".join(parsed.delegates),
        "proposal_title": parsed.proposal_title.value if parsed.proposal_title else None,
        "handling_class": parsed.handling_class,
        "handling_role": parsed.handling_role,
        "document_type": parsed.document_type,
        "addressee": parsed.addressee,
    }


def session_initial(session: ParsedSession | None) -> dict[str, str | int | date | None]:
    values = (session.body, session.level, session.region, session.term, session.meeting) if session else (None,) * 5
    return dict(zip(SESSION_FIELDS, values, strict=True))
