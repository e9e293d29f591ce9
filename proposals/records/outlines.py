"""Write a reply's outline: one function for each thing that is done to it, each one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.web.actions import expect_version, get_or_refuse, refuse_if
from proposals.models import Outline, OutlineItem, ReplyTemplate, Request, RequestAsk
from proposals.records.acts import begin_acts
from proposals.records.outline_items import NO_SOURCE, OutlineQuotation
from proposals.records.reply_templates import take_template, template_for

OUTLINE_FIELDS = (
    "title", "doc_number", "salutation", "opening", "closing", "agency", "written_on", "copies", "contact", "form",
)  # fmt: skip
LONGEST_TEXT = 20_000
# What a person writes without a longer pause is one entry of the history
SITTING = timedelta(minutes=30)
MOST_ITEMS = 400


@transaction.atomic
def begin_outline(request: Request, *, by: User | None, template: ReplyTemplate | None = None) -> Outline:
    """Return the request's outline, made from the template of its kind if there is none yet."""
    Request.objects.select_for_update().filter(pk=request.pk).first()
    outline = Outline.objects.filter(request=request).first()
    if outline is None:
        outline = Outline(request=request, changed_by=by)
        take_template(outline, template or template_for(request))
        outline.save()
        record_act(AuditAct.ADDED, outline, by=by)
    return outline


def locked_outline(outline: Outline, expected_version: int, by: User | None) -> Outline:
    """The row as it is now, one version further. Raises RowChangedError."""
    now = get_or_refuse(Outline.objects.select_for_update().filter(pk=outline.pk), "这份提纲已经不在了。")
    expect_version(now, expected_version)
    if now.changed_by != by or timezone.now() - now.changed_at > SITTING:
        begin_acts(now)
    now.version, now.changed_by = now.version + 1, by
    now.save(update_fields=["version", "changed_by", "changed_at"])
    outline.version = now.version
    return now


@transaction.atomic
def set_outline(outline: Outline, fields: Mapping[str, Any], *, expected_version: int, by: User | None) -> None:
    """Set some of `OUTLINE_FIELDS`."""
    now = locked_outline(outline, expected_version, by)
    for field in OUTLINE_FIELDS:
        if field in fields:
            setattr(now, field, fields[field])
    now.save()
    note_change(now, by, "各栏")


@transaction.atomic
def change_template(outline: Outline, template: ReplyTemplate, *, expected_version: int, by: User | None) -> None:
    """Fill title, salutation, opening, closing, agency, copies and contact anew, from another template."""
    now = locked_outline(outline, expected_version, by)
    take_template(now, template)
    now.save()
    note_change(now, by, f"改用模板“{template}”")


def note_change(outline: Outline, by: User | None, detail: str) -> None:
    """Put what was done into the audit."""
    record_act(AuditAct.CHANGED, outline, by=by, detail=detail)


@transaction.atomic
def pick(
    outline: Outline, quotation: OutlineQuotation, *, ask: RequestAsk | None, expected_version: int, by: User | None
) -> OutlineItem:
    """Put a quotation behind what is picked for the ask."""
    now = locked_outline(outline, expected_version, by)
    item = _add(now, ask, quotation.text, **quotation.source)
    note_change(now, by, f"引用 {quotation.citation}")
    return item


@transaction.atomic
def write(
    outline: Outline, text: str, *, ask: RequestAsk | None, expected_version: int, by: User | None
) -> OutlineItem:
    """Put the drafter's own words behind what stands for the ask."""
    now = locked_outline(outline, expected_version, by)
    item = _add(now, ask, checked_text(text))
    note_change(now, by, "写一段")
    return item


def _add(outline: Outline, ask: RequestAsk | None, text: str, **source: Any) -> OutlineItem:
    refuse_if(ask is not None and ask.request_id != outline.request_id, "这条建议不是这件来件的，请刷新页面再试。")
    refuse_if(outline.items.count() >= MOST_ITEMS, f"一份提纲最多 {MOST_ITEMS} 段，请先删去一些。")
    last = outline.items.aggregate(last=Max("position"))["last"]
    return OutlineItem.objects.create(
        outline=outline, ask=ask, position=0 if last is None else last + 1, text=text, key=_new_key(outline), **source
    )


def _new_key(outline: Outline) -> str:
    """A key that no item of the outline ever had, so that a file that went out names the same thing for ever."""
    return f"v{outline.version}_{outline.items.count()}"


def _set_source(row: OutlineItem, source: Mapping[str, Any]) -> None:
    for name, value in source.items():
        setattr(row, name, value)


def checked_text(text: str) -> str:
    """Return the words as they are kept. Raises ActionError for none, or too many."""
    words = text.replace("\r\n", "\n").strip()
    refuse_if(not words, "请先写内容。")
    refuse_if(len(words) > LONGEST_TEXT, f"一段最多 {LONGEST_TEXT} 个字。")
    return words


@transaction.atomic
def change_item(item: OutlineItem, text: str, *, expected_version: int, by: User | None) -> None:
    """Set other words. A quotation that is changed is the drafter's own text from then on."""
    now = locked_outline(item.outline, expected_version, by)
    row = _item(now, item)
    words = checked_text(text)
    if row.is_quotation and words != row.text:
        _set_source(row, NO_SOURCE)
    row.text = words
    row.save()
    note_change(now, by, "改写一段")


@transaction.atomic
def remove_item(item: OutlineItem, *, expected_version: int, by: User | None) -> None:
    now = locked_outline(item.outline, expected_version, by)
    _item(now, item).delete()
    note_change(now, by, "删去一段")


@transaction.atomic
def move_item(
    item: OutlineItem, *, up: bool, expected_version: int, by: User | None, ask: RequestAsk | None = None
) -> None:
    """Change places with the neighbour under the same ask; or put it under `ask`, at the end."""
    now = locked_outline(item.outline, expected_version, by)
    row = _item(now, item)
    if ask is not None:
        refuse_if(ask.request_id != now.request_id, "这条建议不是这件来件的，请刷新页面再试。")
        row.ask, row.position = ask, (now.items.aggregate(last=Max("position"))["last"] or 0) + 1
        row.save()
        note_change(now, by, "移动一段")
        return
    beside = now.items.filter(ask=row.ask)
    other = (
        beside.filter(position__lt=row.position).order_by("-position").first()
        if up
        else beside.filter(position__gt=row.position).order_by("position").first()
    )
    if other is not None:
        row.position, other.position = other.position, row.position
        OutlineItem.objects.bulk_update([row, other], ["position"])
    note_change(now, by, "移动一段")


def _item(outline: Outline, item: OutlineItem) -> OutlineItem:
    return get_or_refuse(outline.items.filter(pk=item.pk), "这一段已经不在提纲里，请刷新页面再试。")


@transaction.atomic
def renew_item(item: OutlineItem, quotation: OutlineQuotation, *, expected_version: int, by: User | None) -> None:
    """Take over what the source says now."""
    now = locked_outline(item.outline, expected_version, by)
    row = _item(now, item)
    row.text = quotation.text
    _set_source(row, quotation.source)
    row.save()
    note_change(now, by, "换成新的原文")
