"""Write a reply's outline: one function for each thing that is done to it, each one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.text.spans import Span
from kejiting.web.actions import ActionError, expect_version, get_or_refuse, refuse_if
from proposals.citation import cite
from proposals.models import Outline, OutlineItem, Passage, ReplyTemplate, Request, RequestAsk
from proposals.records.acts import begin_acts
from proposals.records.outline_items import items_with_sources, new_wording
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


def _locked(outline: Outline, expected_version: int, by: User | None) -> Outline:
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
    now = _locked(outline, expected_version, by)
    for field in OUTLINE_FIELDS:
        if field in fields:
            setattr(now, field, fields[field])
    now.save()
    _record(now, by, "各栏")


@transaction.atomic
def change_template(outline: Outline, template: ReplyTemplate, *, expected_version: int, by: User | None) -> None:
    """Fill title, salutation, opening, closing, agency, copies and contact anew, from another template."""
    now = _locked(outline, expected_version, by)
    take_template(now, template)
    now.save()
    _record(now, by, f"改用模板“{template}”")


def _record(outline: Outline, by: User | None, detail: str) -> None:
    record_act(AuditAct.CHANGED, outline, by=by, detail=detail)


@transaction.atomic
def pick(
    outline: Outline,
    passage: Passage,
    *,
    ask: RequestAsk | None,
    expected_version: int,
    by: User | None,
    span: Span | None = None,
) -> OutlineItem:
    """Put words of a published passage, all of them or those of `span`, behind what is picked for the ask."""
    now = _locked(outline, expected_version, by)
    refuse_if(not passage.letter.is_published, "这段文字所在的答复函没有发布，不能引用。")
    words = passage.text
    place = span or Span(0, len(words))
    refuse_if(not 0 <= place.start < place.end <= len(words), "选中的文字不在这个段落里，请重新选。")
    taken = place.of(words).strip()
    refuse_if(not taken, "没有选中文字。")
    start = place.start + place.of(words).index(taken)
    citation = cite(passage.letter, passage.recommendation)
    source = {"passage": passage, "start": start, "end": start + len(taken), "citation": citation[:300]}
    item = _add(now, ask, taken, **source)
    _record(now, by, f"引用 {citation}")
    return item


@transaction.atomic
def write(
    outline: Outline, text: str, *, ask: RequestAsk | None, expected_version: int, by: User | None
) -> OutlineItem:
    """Put the drafter's own words behind what stands for the ask."""
    now = _locked(outline, expected_version, by)
    item = _add(now, ask, _checked(text))
    _record(now, by, "写一段")
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


def _checked(text: str) -> str:
    words = text.replace("\r\n", "\n").strip()
    refuse_if(not words, "请先写内容。")
    refuse_if(len(words) > LONGEST_TEXT, f"一段最多 {LONGEST_TEXT} 个字。")
    return words


@transaction.atomic
def change_item(item: OutlineItem, text: str, *, expected_version: int, by: User | None) -> None:
    """Set other words. A quotation that is changed is the drafter's own text from then on."""
    now = _locked(item.outline, expected_version, by)
    row = _item(now, item)
    words = _checked(text)
    if row.is_quotation and words != row.text:
        row.passage, row.start, row.end, row.citation = None, None, None, ""
    row.text = words
    row.save()
    _record(now, by, "改写一段")


@transaction.atomic
def remove_item(item: OutlineItem, *, expected_version: int, by: User | None) -> None:
    now = _locked(item.outline, expected_version, by)
    _item(now, item).delete()
    _record(now, by, "删去一段")


@transaction.atomic
def move_item(
    item: OutlineItem, *, up: bool, expected_version: int, by: User | None, ask: RequestAsk | None = None
) -> None:
    """Change places with the neighbour under the same ask; or put it under `ask`, at the end."""
    now = _locked(item.outline, expected_version, by)
    row = _item(now, item)
    if ask is not None:
        refuse_if(ask.request_id != now.request_id, "这条建议不是这件来件的，请刷新页面再试。")
        row.ask, row.position = ask, (now.items.aggregate(last=Max("position"))["last"] or 0) + 1
        row.save()
        _record(now, by, "移动一段")
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
    _record(now, by, "移动一段")


def _item(outline: Outline, item: OutlineItem) -> OutlineItem:
    return get_or_refuse(outline.items.filter(pk=item.pk), "这一段已经不在提纲里，请刷新页面再试。")


@transaction.atomic
def renew_item(item: OutlineItem, *, expected_version: int, by: User | None) -> None:
    """Take over what the letter says now."""
    now = _locked(item.outline, expected_version, by)
    row = get_or_refuse(items_with_sources(now).filter(pk=item.pk), "这一段已经不在提纲里，请刷新页面再试。")
    words = new_wording(row)
    passage = row.passage
    if not words or passage is None:
        raise ActionError("这段文字在答复函里已经没有了，请删去，或者改成自己的话。")
    row.text, row.start = words, passage.text.index(words)
    row.end, row.citation = row.start + len(words), cite(passage.letter, passage.recommendation)[:300]
    row.save()
    _record(now, by, "换成新的原文")


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What became of the quotations of a file that was edited: by key, as they stood, those changed, and those gone."""

    kept: tuple[OutlineItem, ...]
    changed: tuple[tuple[OutlineItem, str], ...]
    gone: tuple[OutlineItem, ...]


Piece = tuple[RequestAsk | None, str, str | None]
"""A paragraph of an edited file: the ask under which it stands, its words, and its key if it is a quotation."""


@transaction.atomic
def take_back(outline: Outline, pieces: Sequence[Piece], *, expected_version: int, by: User | None) -> TakenBack:
    """Let an edited file's paragraphs be the outline; quotations that still say what they said keep their citations.

    A changed one is the drafter's text from now on, as is all that has no key.
    """
    now = _locked(outline, expected_version, by)
    refuse_if(len(pieces) > MOST_ITEMS, f"一份提纲最多 {MOST_ITEMS} 段，这个文件有 {len(pieces)} 段。")
    known = {item.key: item for item in items_with_sources(now)}
    kept: list[OutlineItem] = []
    changed: list[tuple[OutlineItem, str]] = []
    rows: list[OutlineItem] = []
    for position, (ask, words, key) in enumerate(pieces):
        item = known.get(key or "")
        same = item is not None and item not in kept and "".join(item.text.split()) == "".join(words.split())
        if item is not None and same:
            item.position, item.ask = position, ask
            kept.append(item)
            continue
        if item is not None and item.is_quotation:
            changed.append((item, words))
        rows.append(
            OutlineItem(outline=now, ask=ask, position=position, text=_checked(words), key=f"v{now.version}_{position}")
        )
    now.items.exclude(pk__in=[item.pk for item in kept]).delete()
    OutlineItem.objects.bulk_update(kept, ["position", "ask"])
    OutlineItem.objects.bulk_create(rows)
    told = {item.key for item in kept} | {item.key for item, _ in changed}
    gone = tuple(item for item in known.values() if item.is_quotation and item.key not in told)
    _record(now, by, "传回改过的文件")
    return TakenBack(tuple(item for item in kept if item.is_quotation), tuple(changed), gone)
