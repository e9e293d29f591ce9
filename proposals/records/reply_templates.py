"""Templates of replies: what they fill into an outline, and how editors make, change and delete them."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN
from kejiting.web.actions import expect_version, get_or_refuse, refuse_if
from proposals.models import ActKind, Outline, ProposalKind, ReplyTemplate, Request
from proposals.records.acts import one_act
from proposals.records.wastebasket import bring_row_back, put_row_away

FILLED = ("title", "salutation", "opening", "closing", "agency", "copies", "contact")
# {题目}, also ｛题目｝ and { 题目 } as typed
_NAME = lazy_re(rf"[{{｛] ?(?P<name>[a-z]{{1,20}}|[{HAN}]{{1,8}}) ?[}}｝]")
# What stays once names are filled: {别的}, {}, a brace without its other half
_LEFT = lazy_re(r"[{｛][^{}｛｝\n]{0,20}[}｝]?|[}｝]")
# As the names were written in older templates
_FORMER_NAMES = {
    "title": "题目",
    "number": "编号",
    "session": "届次",
    "kind": "种类",
    "salutation": "称谓",
    "proposers": "提出人",
    "agency": "主办单位",
}
_TITLES = {ProposalKind.MEMBER.value: "委员", ProposalKind.DEPUTY.value: "代表"}
_GONE = "这个模板已经被删除了。"


def salutation_of(request: Request) -> str:
    """王洪福委员：, 王洪福、李锐代表：, 民盟吉林省委：; empty where the request names nobody."""
    names = "、".join(request.proposers)
    return f"{names}{_TITLES.get(request.kind or '', '')}：" if names else ""


def template_words(request: Request) -> dict[str, str]:
    """What the names in braces of a template stand for; what the request does not say is empty."""
    return {
        "题目": request.title or "",
        "编号": request.number or "",
        "届次": str(request.session) if request.session else "",
        "种类": request.kind or "提案",
        "称谓": salutation_of(request),
        "提出人": "、".join(request.proposers),
        "主办单位": request.main_unit or "",
    }


def fill(words: str, names: Mapping[str, str]) -> str:
    """Put the words for the names in braces, also as they were written formerly; what is no name stays."""
    return _NAME.sub(lambda match: names.get(_FORMER_NAMES.get(match["name"], match["name"]), match[0]), words)


def with_names_of_today(words: str) -> str:
    """{title} → {题目}"""
    return fill(words, {name: f"{{{name}}}" for name in _FORMER_NAMES.values()})


def known_names() -> list[str]:
    """What may stand in a template, with its braces: {题目}, {编号}, …"""
    return [f"{{{name}}}" for name in _FORMER_NAMES.values()]


def unknown_names(words: str) -> list[str]:
    """Return what stands in braces and is none of the known names, as written, each once."""
    nothing = dict.fromkeys(_FORMER_NAMES.values(), "")
    return list(dict.fromkeys(_LEFT.findall(fill(words, nothing))))


def unknown_names_of(row: ReplyTemplate | Outline) -> list[str]:
    """Return those in any text that a template fills."""
    return unknown_names("\n".join(getattr(row, field, "") for field in FILLED))


def template_for(request: Request) -> ReplyTemplate | None:
    """The template of the request's kind, else one for all kinds, the first by name."""
    of_kind = ReplyTemplate.objects.filter(Q(kind=request.kind or "") | Q(kind="")).order_by("-kind", "name")
    return of_kind.first()


def take_template(outline: Outline, template: ReplyTemplate | None) -> None:
    """Fill the fixed words anew, not saved; without a template only the salutation is known."""
    outline.salutation = salutation_of(outline.request)
    if template is None:
        return
    names = template_words(outline.request)
    outline.template, outline.form = template, template.form
    for field in FILLED:
        words = getattr(template, field, None)
        if words is not None:
            setattr(outline, field, fill(words, names))


@transaction.atomic
def save_reply_template(
    words: Mapping[str, str], *, template: ReplyTemplate | None, expected_version: int, by: User | None
) -> ReplyTemplate:
    """Make a template, or change one. Raises ActionError for a name that another one has."""
    if template is None:
        row = ReplyTemplate(version=0)
        set_template(row, words)
        record_act(AuditAct.ADDED, row, by=by)
        return row
    row = _held(template, expected_version)
    with one_act(row, ActKind.CORRECTED, by=by):
        set_template(row, words)
    record_act(AuditAct.CHANGED, row, by=by)
    return row


def set_template(row: ReplyTemplate, words: Mapping[str, str]) -> None:
    """Give a template that is new or locked these words. Raises ActionError for a name that another one has."""
    _refuse_taken_name(row, words["name"])
    for field, value in words.items():
        setattr(row, field, value)
    row.version += 1
    row.save()


@transaction.atomic
def put_template_away(
    template: ReplyTemplate, *, by: User | None, reason: str = "", expected_version: int | None = None
) -> None:
    """Put a template into the wastebasket; outlines that were begun from it keep the words it had filled in."""
    put_row_away(_held(template, expected_version), by=by, reason=reason)


@transaction.atomic
def bring_template_back(template: ReplyTemplate, *, by: User | None, expected_version: int | None = None) -> None:
    """Take a template out of the wastebasket. Raises ActionError, also for a name that another one has by now."""
    row = _held(template, expected_version)
    _refuse_taken_name(row, row.name)
    bring_row_back(row, by=by)


@transaction.atomic
def erase_template(template: ReplyTemplate, *, expected_version: int | None = None) -> None:
    """Delete what lies in the wastebasket for good. Raises ActionError."""
    row = _held(template, expected_version)
    record_act(AuditAct.ERASED, kind=str(ReplyTemplate._meta.verbose_name), name=str(row))
    row.delete()


def _refuse_taken_name(row: ReplyTemplate, name: str) -> None:
    taken = ReplyTemplate.objects.filter(name=name).exclude(pk=row.pk)
    refuse_if(taken.exists(), "已有这个名称的模板，请换一个，或者先给那个改名。")


def _held(template: ReplyTemplate, expected_version: int | None) -> ReplyTemplate:
    """As the caller has it: in the wastebasket, or not."""
    rows = ReplyTemplate.everything.filter(pk=template.pk, deleted_at__isnull=not template.is_deleted)
    row = get_or_refuse(rows.select_for_update(of=("self",)), _GONE)
    expect_version(row, expected_version)
    return row
