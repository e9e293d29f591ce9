"""What the review page can do with a letter's contents: a table of deeds, each on what the page sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from django.http import QueryDict

from proposals.entry.selection import selected_place, selected_span
from proposals.models import Part, Passage, Recommendation, ReplyLetter
from proposals.parsing import read_ask
from proposals.records import (
    MarkingError,
    begin_ask,
    end_ask,
    join_items,
    mark_item,
    remove_item,
    retitle_ask,
    set_ask,
    set_part,
    split_item,
)

Posted = QueryDict
Change = Callable[[], object]

LONGEST_TITLE = 500


def content_changes(letter: ReplyLetter, deed: str, target: str, posted: Posted) -> list[Change]:
    """Return what is to be done: the lists and titles that were changed on the page, then the deed itself.

    Raises MarkingError for what cannot be done; what is returned may raise it, too.
    """
    changes = [*_items_changed(letter, posted), *_titles_changed(letter, posted)]
    if deed in DEEDS:
        changes.append(DEEDS[deed](letter, target, posted))
    return changes


def _items_changed(letter: ReplyLetter, posted: Posted) -> Iterator[Change]:
    asks = {str(ask.pk): ask for ask in letter.recommendations.all()}
    for passage in letter.passages.select_related("recommendation"):
        passage.letter = letter
        part = posted.get(f"part-{passage.pk}", passage.part)
        if part != passage.part:
            yield _set_part(passage, part)
        held = str(passage.recommendation_id or "")
        ask = posted.get(f"ask-{passage.pk}", held)
        if ask != held:
            if ask and ask not in asks:
                raise MarkingError("这项建议已经不在了，请刷新页面再改。")
            yield _set_ask(passage, asks.get(ask))


def _set_part(passage: Passage, part: str) -> Change:
    return lambda: set_part(passage, _part(part))


def _set_ask(passage: Passage, ask: Recommendation | None) -> Change:
    return lambda: set_ask(passage, ask)


def _titles_changed(letter: ReplyLetter, posted: Posted) -> Iterator[Change]:
    for ask in letter.recommendations.all():
        title = "".join(posted.get(f"title-{ask.pk}", ask.title or "").replace("\0", "").split())
        if title and title != ask.title:
            if len(title) > LONGEST_TITLE:
                raise MarkingError(f"建议的题目超过 {LONGEST_TITLE} 字，请缩短。")
            yield _retitle(ask, title)


def _retitle(ask: Recommendation, title: str) -> Change:
    return lambda: retitle_ask(ask, title)


def _mark(letter: ReplyLetter, target: str, posted: Posted) -> Change:
    span = selected_span(posted, letter.text)
    return lambda: mark_item(letter, _part(target), span)


def _begin(letter: ReplyLetter, target: str, posted: Posted) -> Change:
    span = selected_span(posted, letter.text)
    words = "".join(span.of(letter.public_text).split())
    heading = read_ask(words)
    title = ((heading and heading.title) or words)[:LONGEST_TITLE]
    return lambda: begin_ask(letter, span, title)


def _split(letter: ReplyLetter, target: str, posted: Posted) -> Change:
    at = selected_place(posted)
    return lambda: split_item(_item_at(letter, at), at)


def _join(letter: ReplyLetter, target: str, posted: Posted) -> Change:
    return lambda: join_items(_passage(letter, target))


def _remove(letter: ReplyLetter, target: str, posted: Posted) -> Change:
    return lambda: remove_item(_passage(letter, target))


def _end(letter: ReplyLetter, target: str, posted: Posted) -> Change:
    ask = letter.recommendations.filter(pk=_key(target)).first()
    if ask is None:
        raise MarkingError("这项建议已经不在了，请刷新页面再改。")
    return lambda: end_ask(ask)


DEEDS: dict[str, Callable[[ReplyLetter, str, Posted], Change]] = {
    "mark": _mark,
    "begin": _begin,
    "split": _split,
    "join": _join,
    "remove": _remove,
    "end": _end,
}


def _passage(letter: ReplyLetter, target: str) -> Passage:
    passage = letter.passages.filter(pk=_key(target)).first()
    if passage is None:
        raise MarkingError("这一段已经不在了，请刷新页面再改。")
    passage.letter = letter
    return passage


def _item_at(letter: ReplyLetter, at: int) -> Passage:
    items = letter.passages.exclude(part__in=(Part.TITLE, Part.PROPOSAL, Part.RECOMMENDATION))
    item = items.filter(start__lt=at, end__gt=at).first()
    if item is None:
        raise MarkingError("点的地方不在任何一段里，请在要拆开的那一段中间点一下。")
    item.letter = letter
    return item


def _key(target: str) -> int:
    return int(target) if re.fullmatch(r"[0-9]{1,18}", target) else 0


def _part(name: str) -> Part:
    if name not in Part.values:
        raise MarkingError("没有这个部分。")
    return Part(name)
