"""Let a file that people edited be its outline again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from kejiting.web.actions import refuse_if
from proposals.models import Outline, OutlineItem, RequestAsk
from proposals.records.outline_items import items_with_sources
from proposals.records.outlines import MOST_ITEMS, checked_text, locked_outline, note_change


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
    now = locked_outline(outline, expected_version, by)
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
            OutlineItem(
                outline=now, ask=ask, position=position, text=checked_text(words), key=f"v{now.version}_{position}"
            )
        )
    now.items.exclude(pk__in=[item.pk for item in kept]).delete()
    OutlineItem.objects.bulk_update(kept, ["position", "ask"])
    OutlineItem.objects.bulk_create(rows)
    told = {item.key for item in kept} | {item.key for item, _ in changed}
    gone = tuple(item for item in known.values() if item.is_quotation and item.key not in told)
    note_change(now, by, "传回改过的文件")
    return TakenBack(tuple(item for item in kept if item.is_quotation), tuple(changed), gone)
