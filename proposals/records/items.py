"""A person says what is an item of an answer, of which part, and to what; and what a sentence tells of.

All but `judge_sentence` are to be called inside `correcting`.
"""

from __future__ import annotations

from django.db import transaction

from kejiting.text.spans import Span
from kejiting.web.actions import ActionError, refuse_if
from proposals.models import JudgedSentence, Part, Passage, Recommendation, ReplyLetter, SentenceKind
from proposals.parsing import ANSWER_PARTS, trimmed
from proposals.records.contents import HEADS
from proposals.records.locking import lock
from proposals.records.spans import add_passage, ask_above, assign_ask, cut_out, keep, non_blank_span, untitled_ask


def mark_item(letter: ReplyLetter, part: Part, span: Span) -> Passage:
    """Make `span` one item of this part. What stood there gives way: an item that reaches further is cut."""
    refuse_if(part not in ANSWER_PARTS, "只能标为举措、成效、下一步或答复。")
    span = non_blank_span(letter, span)
    cut_out(letter, span)
    ask = ask_above(letter, span) or (None if part == Part.NEXT_STEPS else untitled_ask(letter))
    return add_passage(letter, ask, part, span)


def set_part(passage: Passage, part: Part) -> None:
    """The item is of another part."""
    refuse_if(part not in ANSWER_PARTS or passage.part not in ANSWER_PARTS, "只能改为举措、成效、下一步或答复。")
    if passage.recommendation is None and part != Part.NEXT_STEPS:
        passage.recommendation = ask_above(passage.letter, passage.span) or untitled_ask(passage.letter)
    passage.part = part
    keep(passage)


def set_ask(passage: Passage, ask: Recommendation | None) -> None:
    """The item answers another recommendation; None: the whole letter, which only next steps can."""
    refuse_if(passage.part not in ANSWER_PARTS, "这一段是标题或建议，不能改属另一项。")
    if ask is None and passage.part != "next_steps":
        raise ActionError("只有“下一步”可以属于全函；举措、成效和答复要选一项建议。")
    assign_ask(passage, ask)


def split_item(passage: Passage, at: int) -> None:
    """Make two items of one; the second begins at character `at` of the letter's text."""
    text = passage.letter.text
    first, second = trimmed(text, passage.start, at), trimmed(text, at, passage.end)
    if not passage.start < at < passage.end or not first.of(text) or not second.of(text):
        raise ActionError("请把光标放在这一段的中间，再拆开。")
    passage.end = first.end
    keep(passage)
    add_passage(passage.letter, passage.recommendation, passage.part, second)


def join_items(passage: Passage) -> None:
    """Make one item of this one and the next, if that is of the same part and answers the same recommendation."""
    after = passage.letter.passages.exclude(part__in=HEADS).filter(start__gte=passage.end).order_by("start").first()
    if after is None or (after.part, after.recommendation_id) != (passage.part, passage.recommendation_id):
        raise ActionError("下一段不是同一项建议的同一部分，不能合并；请先改好它的部分。")
    end = after.end
    after.delete()
    passage.end = end
    keep(passage)


def remove_item(passage: Passage) -> None:
    """It is no answer: the words stay in the text, and nothing marks them."""
    refuse_if(passage.part not in ANSWER_PARTS, "这一段是标题或建议，不能这样去掉。")
    passage.delete()


@transaction.atomic
def judge_sentence(letter: ReplyLetter, span: Span, kind: SentenceKind) -> None:
    """Confirm or change what the rules inferred of a sentence of prose. The last word counts; the letter does not change.

    Raises RowChangedError: the sentence may stand elsewhere by now.
    """
    lock(letter)
    judged = letter.judged_sentences.filter(start=span.start, end=span.end).first()
    if judged is None:
        judged = JudgedSentence(letter=letter, start=span.start, end=span.end)
    judged.kind = kind
    judged.save()
