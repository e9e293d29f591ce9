"""Share out the names before 分别 over the amounts behind it: 申请量、授权量|分别为|1.2万件、8600件."""

from __future__ import annotations

from collections.abc import Sequence

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.extraction.figures import nouns
from measures.extraction.figures.sentence import FigureSentence

_RESPECTIVELY = lazy_re(r"分别(?P<verb>增长|增加|提高|提升|下降|降低|减少|上升)?(?:[为是到至了达]|\s|超过?|约)*+$")
# 、|和|, between amounts that are shared out; 、超过
_BETWEEN = lazy_re(r"\s*+(?:[、和与及,，]|以及)\s*+(?:达到|超过|[为达约超近])?\s*+")
_MOST = 20
_JOINT = lazy_re(r"[、和与及]|以及")


def find_respective(sentence: FigureSentence, amounts: Sequence[Span]) -> dict[Span, Span]:
    """Return for amounts behind 分别 the name or, where only a verb stands there (同比分别增长), the verb."""
    found: dict[Span, Span] = {}
    for place, first in enumerate(amounts):
        start, text = sentence.near(sentence.clause_start(first.start), first.start).start, sentence.text
        respectively = _RESPECTIVELY.search(text[start : first.start])
        if respectively:
            run = _run(text, amounts[place : place + _MOST])
            names = _names(text, _said_before(sentence, Span(start, start + respectively.start())))
            if len(names) == len(run):
                found |= dict(zip(run, names, strict=True))
            elif respectively["verb"]:
                found |= dict.fromkeys(run, Span(*respectively.span("verb")).shifted(start))
    return found


def _said_before(sentence: FigureSentence, span: Span) -> Span:
    """The words before 分别 or, where there are none, what the clause before begins with."""
    before = sentence.clause_before(span.start)
    if span.of(sentence.text).strip() or before is None:
        return span
    return nouns.behind(sentence.text, before) or span


def _run(text: str, amounts: Sequence[Span]) -> list[Span]:
    run = [amounts[0]]
    for amount in amounts[1:]:
        if not _BETWEEN.fullmatch(text, run[-1].end, amount.start):
            break
        run.append(amount)
    return run


def _names(text: str, span: Span) -> list[Span]:
    edges = [span.start]
    for joint in _JOINT.finditer(text, span.start, span.end):
        edges += joint.span()
    edges.append(span.end)
    pieces = (nouns.before(text, Span(a, b), is_measured=False) for a, b in zip(edges[::2], edges[1::2], strict=True))
    return [piece for piece in pieces if piece]
