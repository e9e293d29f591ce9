"""One click on a sentence of prose: it tells of a measure, or of an outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kejiting.text.spans import Span
from proposals.models import Part, ReplyLetter, SentenceKind
from proposals.parsing import sentences_of
from proposals.records import MarkingError, judge_sentence

# 120-186-measures
_TARGET = re.compile(r"(?P<start>[0-9]{1,7})-(?P<end>[0-9]{1,7})-(?P<kind>measures|outcomes)")


def judge(letter: ReplyLetter, target: str) -> None:
    """Keep what a person says of the sentence that `target` names. Raises MarkingError if there is no such sentence."""
    match = _TARGET.fullmatch(target)
    named = (int(match["start"]), int(match["end"])) if match else None
    span = next((span for span in _sentences(letter) if (span.start, span.end) == named), None)
    if match is None or span is None:
        raise MarkingError("这个句子已经不在原处，请刷新页面再判定。")
    judge_sentence(letter, span, SentenceKind(match["kind"]))


def _sentences(letter: ReplyLetter) -> Iterator[Span]:
    for passage in letter.passages.filter(part=Part.PROSE):
        yield from (sentence.span for sentence in sentences_of(letter.text, passage.span))
