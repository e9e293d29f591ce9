"""R1: sentences taken over from letters of earlier times, with words of time that were true then."""

from __future__ import annotations

from collections.abc import Iterator

from kejiting.draft_checks.base import Base
from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import Against, DraftFinding, FindingLevel
from kejiting.origins import SentenceOrigin
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span

# What is true only when it is written; a year is true for ever, but seldom news
_RELATIVE = lazy_re(
    r"今年|去年|前年|明年|上年|本年|当年|年初|年内|年底|年末|上半年|下半年|本月|上月|近期|近日|日前|最近|目前|现已|正在|即将|刚刚|近[一二三两几]年|近年"
    r"|[本上下]季度|今后[一二三两]年|下一步|截至|至今|以来|[本上]届"
)
_YEAR = lazy_re(r"(?:19|20)\d{2}\s*(?:年|[-—－至]\s*20\d{2}\s*年)|[“\"]?十[一二三四五]五[”\"]?(?:期间|时期|末|以来)")


def check_taken_over(draft: ReplyDraft, base: Base) -> Iterator[DraftFinding]:
    """Find them by the sentence; words of time that were changed are looked at already."""
    written = draft.parsed.written_on
    for origin in base.origins:
        source = origin.passage.letter.written_on
        if written and source and source >= written:
            continue
        kept = [
            span
            for span in time_words(draft.text, origin.span)
            if not any(c.here.overlaps(span) for c in origin.changes)
        ]
        if kept:
            words = "、".join(dict.fromkeys(span.of(draft.text) for span in kept))
            is_relative = any(_RELATIVE.fullmatch(span.of(draft.text)) for span in kept)
            is_old = not (written and source) or source.year < written.year
            level: FindingLevel = "ask" if is_relative and is_old else "hint"
            message = f"这句话沿用了{origin.citation}的表述，其中“{words}”是当时的时间，请核对"
            yield DraftFinding("R1", level, origin.span.start, origin.span.end, message, against_of(origin))


def time_words(text: str, sentence: Span) -> list[Span]:
    """Where words of time and years stand in a sentence of the text."""
    words = sentence.of(text)
    found = [*_RELATIVE.finditer(words), *_YEAR.finditer(words)]
    return sorted(Span(*match.span()).shifted(sentence.start) for match in found)


def against_of(origin: SentenceOrigin) -> Against:
    """The source of a sentence as the other place of a finding."""
    return Against("".join(origin.words.split()), origin.citation, origin.passage.get_absolute_url())
