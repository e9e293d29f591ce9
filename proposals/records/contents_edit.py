"""Correct a letter's contents as the review page sends them: its lists and titles, then what the pressed button says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from kejiting.web.actions import ActionError
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
        if span.start == span.end:
            raise ActionError("选中的地方没有文字，请重新选。")
        return span


def correct_contents(letter: ReplyLetter, edit: ContentsEdit) -> None:
    """Do what was asked for; a page on which nothing was changed changes nothing. Raises ActionError."""
    items, titles = list(_changed_items(letter, edit)), list(_changed_titles(letter, edit))
    action = ACTIONS.get(edit.action)
    if not items and not titles and action is None:
        return
    with correcting(letter):
        for passage, part, ask in items:
            if part != passage.part:
                set_part(passage, _part(part))
            if ask != passage.recommendation:
                set_ask(passage, ask)
        for recommendation, title in titles:
            retitle_ask(recommendation, title)
        if action:
            action(letter, edit)


def judge_named_sentence(letter: ReplyLetter, target: str) -> None:
    """Keep what a person says of the sentence of prose that `target` names: 120-186-measures.

    Raises ActionError if there is no such sentence.
    """
    match = _SENTENCE.fullmatch(target)
    named = (int(match["start"]), int(match["end"])) if match else None
    span = next((span for span in _sentences(letter) if (span.start, span.end) == named), None)
    if match is None or span is None:
        raise ActionError("这个句子已经不在原处，请刷新页面再判定。")
    judge_sentence(letter, span, SentenceKind(match["kind"]))


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
            if len(title) > MAX_TITLE:
                raise ActionError(f"建议的题目超过 {MAX_TITLE} 字，请缩短。")
            yield recommendation, title


def _mark(letter: ReplyLetter, edit: ContentsEdit) -> None:
    mark_item(letter, _part(edit.target), edit.selection(letter.text))


def _begin(letter: ReplyLetter, edit: ContentsEdit) -> None:
    span = edit.selection(letter.text)
    text = "".join(span.of(letter.public_text).split())
    heading = read_ask(text)
    begin_ask(letter, span, ((heading and heading.title) or text)[:MAX_TITLE])


def _split(letter: ReplyLetter, edit: ContentsEdit) -> None:
    if edit.at is None:
        raise ActionError("请先在正文里点一下要拆开的地方。")
    item = letter.passages.filter(part__in=ANSWER_PARTS, start__lt=edit.at, end__gt=edit.at).first()
    if item is None:
        raise ActionError("点的地方不在任何一段里，请在要拆开的那一段中间点一下。")
    item.letter = letter
    split_item(item, edit.at)


def _join(letter: ReplyLetter, edit: ContentsEdit) -> None:
    join_items(_passage(letter, edit.target))


def _remove(letter: ReplyLetter, edit: ContentsEdit) -> None:
    remove_item(_passage(letter, edit.target))


def _end(letter: ReplyLetter, edit: ContentsEdit) -> None:
    recommendation = letter.recommendations.filter(pk=key_of(edit.target)).first()
    if recommendation is None:
        raise ActionError("这项建议已经不在了，请刷新页面再改。")
    end_ask(recommendation)


ACTIONS: dict[str, Callable[[ReplyLetter, ContentsEdit], None]] = {
    "mark": _mark,
    "begin": _begin,
    "split": _split,
    "join": _join,
    "remove": _remove,
    "end": _end,
}


def key_of(value: str) -> int:
    """Return the key that a page sent, 0 for what is none."""
    return int(value) if re.fullmatch(r"[0-9]{1,18}", value) else 0


def _passage(letter: ReplyLetter, target: str) -> Passage:
    passage = letter.passages.filter(pk=key_of(target)).first()
    if passage is None:
        raise ActionError("这一段已经不在了，请刷新页面再改。")
    passage.letter = letter
    return passage


def _part(name: str) -> Part:
    if name not in Part.values:
        raise ActionError("没有这个部分。")
    return Part(name)
