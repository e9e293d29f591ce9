"""Templates of replies: what they fill into an outline, and how editors make, change and delete them."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.text.lazy_re import lazy_re
from kejiting.web.actions import expect_version, get_or_refuse, refuse_if
from proposals.models import Outline, ProposalKind, ReplyTemplate, Request

_FILLED = ("title", "salutation", "opening", "closing", "agency", "copies", "contact")
# {title}; any other braces are the template's own words
_NAME = lazy_re(r"\{(?P<name>[a-z]+)\}")
_TITLES = {ProposalKind.MEMBER.value: "委员", ProposalKind.DEPUTY.value: "代表"}
_GONE = "这个模板已经被删除了。"


def salutation_of(request: Request) -> str:
    """王洪福委员：, 王洪福、李锐代表：, 民盟吉林省委：; empty where the request names nobody."""
    names = "、".join(request.proposers)
    return f"{names}{_TITLES.get(request.kind or '', '')}：" if names else ""


def template_words(request: Request) -> dict[str, str]:
    """What the names in braces of a template stand for; what the request does not say is empty."""
    return {
        "title": request.title or "",
        "number": request.number or "",
        "session": str(request.session) if request.session else "",
        "kind": request.kind or "提案",
        "salutation": salutation_of(request),
        "proposers": "、".join(request.proposers),
        "agency": request.main_unit or "",
    }


def fill(words: str, names: Mapping[str, str]) -> str:
    """Put the words for the names in braces; other braces stay."""
    return _NAME.sub(lambda match: names.get(match["name"], match[0]), words)


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
    for field in _FILLED:
        words = getattr(template, field, None)
        if words is not None:
            setattr(outline, field, fill(words, names))


@transaction.atomic
def save_reply_template(
    words: Mapping[str, str], *, template: ReplyTemplate | None, expected_version: int, by: User | None
) -> ReplyTemplate:
    """Make a template, or change one. Raises ActionError for a name that another one has."""
    row = _locked(template, expected_version) if template else ReplyTemplate(version=0)
    refuse_if(
        ReplyTemplate.objects.filter(name=words["name"]).exclude(pk=row.pk).exists(), "已有这个名称的模板，请换一个。"
    )
    for field, value in words.items():
        setattr(row, field, value)
    row.version += 1
    row.save()
    record_act(AuditAct.CHANGED if template else AuditAct.ADDED, row, by=by)
    return row


@transaction.atomic
def delete_reply_template(template: ReplyTemplate, *, expected_version: int, by: User | None) -> None:
    """Outlines that were begun from it keep the words it had filled in."""
    row = _locked(template, expected_version)
    name = str(row)
    row.delete()
    record_act(AuditAct.REMOVED, kind=str(ReplyTemplate._meta.verbose_name), name=name, by=by)


def _locked(template: ReplyTemplate, expected_version: int) -> ReplyTemplate:
    row = get_or_refuse(ReplyTemplate.objects.select_for_update().filter(pk=template.pk), _GONE)
    expect_version(row, expected_version)
    return row
