"""Correct a letter's contents as the review page sends them: its lists and titles, then what the pressed button says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from kejiting.web.actions import ActionError, get_or_refuse, refuse_if
from proposals.models import Part, Passage, Recommendation, ReplyLetter, SentenceKind
from proposals.parsing import ANSWER_PARTS, read_ask, sentences_of, trimmed
from proposals.records.asks import begin_ask, end_ask, retitle_ask
from proposals.records.correcting import correcting
from proposals.records.items import join_items, judge_sentence, mark_item, remove_item, set_ask, set_part, split_item
from proposals.records.limits import column_length

MAX_TITLE = column_length(Recommendation, "title")
# 120-186-measures
_SENTENCE = lazy_re(r"(?P<start>[0-9]{1,7})-(?P<end>[0-9]{1,7})-(?P<kind>measures|outcomes)")


@dataclass(frozen=True, slots=True)
class ContentsEdit:
    """What the page sent. `action` names the pressed button, `target` what stands behind the colon of its value.

    `parts`, `asks` (None: the whole letter) and `titles` are by the keys of passages and of recommendations; what is
    missing stays. `selected` and `at` count characters of the letter's text, None for none.
    """

    action: str
    target: str
    parts: Mapping[int, str]
    asks: Mapping[int, int | None]
    titles: Mapping[int, str]
    selected: Span | None
    at: int | None

    def selection(self, text: str) -> Span:
        """Return the selected span of `text` without the white space around it. Raises ActionError for none."""
        if self.selected is None or self.selected.end > len(text):
            raise ActionError("请先在正文里选中文字，再点它是什么。")
        span = trimmed(text, self.selected.start, self.selected.end)
        refuse_if(span.start == span.end, "选中的地方没有文字，请重新选。")
        return span


def correct_contents(letter: ReplyLetter, edit: ContentsEdit) -> list[str]:
    """Do what was asked for; a page on which nothing was changed changes nothing. Raises ActionError.

    Returns a clause for each change: “……”由答复改为成效.
    """
    items, titles = list(_changed_items(letter, edit)), list(_changed_titles(letter, edit))
    action = ACTIONS.get(edit.action)
    if not items and not titles and action is None:
        return []
    changes = []
    with correcting(letter):
        for passage, part, ask in items:
            if part != passage.part:
                changes.append(f"{quoted(passage.text)}由{passage.get_part_display()}改为{_part(part).label}")
                set_part(passage, _part(part))
            if ask != passage.recommendation:
                changes.append(f"{quoted(passage.text)}改属{f'第 {ask.position} 项建议' if ask else '全函'}")
                set_ask(passage, ask)
        for recommendation, title in titles:
            changes.append(f"建议的题目由{quoted(recommendation.title or '')}改为{quoted(title)}")
            retitle_ask(recommendation, title)
        if action:
            changes.append(action(letter, edit))
    return changes


def judge_named_sentence(letter: ReplyLetter, target: str) -> str:
    """Keep what a person says of the sentence of prose that `target` names: 120-186-measures.

    Raises ActionError if there is no such sentence.
    """
    match = _SENTENCE.fullmatch(target)
    named = (int(match["start"]), int(match["end"])) if match else None
    span = next((span for span in _sentences(letter) if (span.start, span.end) == named), None)
    if match is None or span is None:
        raise ActionError("这个句子已经不在原处，请刷新页面再判定。")
    kind = SentenceKind(match["kind"])
    judge_sentence(letter, span, kind)
    return f"{quoted(span.of(letter.public_text))}认定为{kind.label}"


def _sentences(letter: ReplyLetter) -> Iterator[Span]:
    for passage in letter.passages.filter(part=Part.PROSE):
        yield from (sentence.span for sentence in sentences_of(letter.text, passage.span))


def _changed_items(letter: ReplyLetter, edit: ContentsEdit) -> Iterator[tuple[Passage, str, Recommendation | None]]:
    """Yield each item that is of another part, or answers another recommendation, than before, with both."""
    recommendations = {recommendation.pk: recommendation for recommendation in letter.recommendations.all()}
    for passage in letter.passages.select_related("recommendation"):
        passage.letter = letter
        part = edit.parts.get(passage.pk, passage.part)
        ask = edit.asks.get(passage.pk, passage.recommendation_id)
        if ask is not None and ask not in recommendations:
            raise ActionError("这项建议已经不在了，请刷新页面再改。")
        if (part, ask) != (passage.part, passage.recommendation_id):
            yield passage, part, recommendations.get(ask or 0)


def _changed_titles(letter: ReplyLetter, edit: ContentsEdit) -> Iterator[tuple[Recommendation, str]]:
    for recommendation in letter.recommendations.all():
        title = "".join(edit.titles.get(recommendation.pk, "").replace("\0", "").split())
        if title and title != recommendation.title:
            refuse_if(len(title) > MAX_TITLE, f"建议的题目超过 {MAX_TITLE} 字，请缩短。")
            yield recommendation, title


def _mark(letter: ReplyLetter, edit: ContentsEdit) -> str:
    part, span = _part(edit.target), edit.selection(letter.text)
    here = letter.passages.filter(part__in=ANSWER_PARTS, start__lt=span.end, end__gt=span.start)
    former = "、".join(dict.fromkeys(passage.get_part_display() for passage in here))
    mark_item(letter, part, span)
    return f"{quoted(span.of(letter.public_text))}{f'由{former}改' if former else '标'}为{part.label}"


def _begin(letter: ReplyLetter, edit: ContentsEdit) -> str:
    span = edit.selection(letter.text)
    text = "".join(span.of(letter.public_text).split())
    heading = read_ask(text)
    ask = begin_ask(letter, span, ((heading and heading.title) or text)[:MAX_TITLE])
    return f"从{quoted(text)}起是第 {ask.position} 项建议"


def _split(letter: ReplyLetter, edit: ContentsEdit) -> str:
    if edit.at is None:
        raise ActionError("请先在正文里点一下要拆开的地方。")
    here = letter.passages.filter(part__in=ANSWER_PARTS, start__lt=edit.at, end__gt=edit.at)
    item = get_or_refuse(here, "点的地方不在任何一段里，请在要拆开的那一段中间点一下。")
    item.letter = letter
    halves = item.text[: edit.at - item.start], item.text[edit.at - item.start :]
    split_item(item, edit.at)
    return f"拆成了两段：{'和'.join(map(quoted, halves))}"


def _join(letter: ReplyLetter, edit: ContentsEdit) -> str:
    passage = _passage(letter, edit.target)
    former = passage.text
    join_items(passage)
    return f"{quoted(former)}与{quoted(passage.text[len(former) :])}合为一段"


def _remove(letter: ReplyLetter, edit: ContentsEdit) -> str:
    passage = _passage(letter, edit.target)
    former = f"{quoted(passage.text)}不再是{passage.get_part_display()}"
    remove_item(passage)
    return former


def _end(letter: ReplyLetter, edit: ContentsEdit) -> str:
    named = letter.recommendations.filter(pk=key_of(edit.target))
    recommendation = get_or_refuse(named, "这项建议已经不在了，请刷新页面再改。")
    end_ask(recommendation)
    return f"{quoted(recommendation.title or '')}不再是一项建议"


ACTIONS: dict[str, Callable[[ReplyLetter, ContentsEdit], str]] = {
    "mark": _mark,
    "begin": _begin,
    "split": _split,
    "join": _join,
    "remove": _remove,
    "end": _end,
}


def quoted(text: str) -> str:
    """In quotation marks, without white space; of many words the first and the last ones."""
    text = "".join(text.split())
    return f"“{text if len(text) <= 30 else f'{text[:16]}……{text[-10:]}'}”"


def key_of(value: str) -> int:
    """Return the key that a page sent, 0 for what is none."""
    return int(value) if re.fullmatch(r"[0-9]{1,18}", value) else 0


def _passage(letter: ReplyLetter, target: str) -> Passage:
    passage = get_or_refuse(letter.passages.filter(pk=key_of(target)), "这一段已经不在了，请刷新页面再改。")
    passage.letter = letter
    return passage


def _part(name: str) -> Part:
    refuse_if(name not in Part.values, "没有这个部分。")
    return Part(name)
