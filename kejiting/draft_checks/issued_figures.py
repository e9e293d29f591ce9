"""N1 and N3 by sentences: a number that stands where another one stands in a letter that says the same otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import DraftFinding
from kejiting.draft_checks.memory import DraftMemory
from kejiting.draft_checks.stated import DraftFigure, figures_of
from kejiting.draft_checks.taken_over import against_of
from kejiting.origins import SentenceOrigin
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.extraction.figures import ParsedFigure, extract_figures

_NEAR_DAYS = 92
# A named time holds whenever it is told; what began then goes on growing: 2015年以来，累计
_NAMED_TIME = lazy_re(
    r"(?:19|20)\d{2}\s*年(?!\s*(?:\d{1,2}\s*月\s*)?(?:[初底末]?以来|起|开始|至今|[到至](?:目前|现在)))"
)
_CLAUSE_ENDS = "，,。；;：:、\n"
_A_NAME = 4
_HAN = lazy_re(r"[\u4e00-\u9fff]")
_POWERS = tuple(Decimal(10) ** power for power in range(1, 9))


def check_issued_figures(draft: ReplyDraft, memory: DraftMemory, *, of_scale: bool) -> Iterator[DraftFinding]:
    """Find figures that differ from those of the same sentence: of scale only (N3), or all others (N1)."""
    figures = figures_of(draft)
    for origin in (*memory.issued, *memory.origins):
        if not origin.changes or not _may_be_held(draft, origin, is_own=origin.passage.letter_id in memory.own):
            continue
        theirs = extract_figures(origin.words, Span(0, len(origin.words)))
        for figure in figures:
            other = _instead(figure, origin, theirs)
            if other is None or (other.low, other.high, other.unit) == _value(figure):
                continue
            if _is_scale(figure, other) == of_scale:
                yield _finding(figure, other, origin, of_scale=of_scale)


def _value(figure: DraftFigure) -> tuple[Decimal, Decimal, str]:
    return figure.statement.low, figure.statement.high, figure.statement.unit


def _may_be_held(draft: ReplyDraft, origin: SentenceOrigin, *, is_own: bool) -> bool:
    """Its own letter; one of the same weeks; or one that names the same year. Otherwise numbers grow."""
    if is_own:
        return True
    ours, theirs = draft.parsed.written_on, origin.passage.letter.written_on
    if ours and theirs and abs((ours - theirs).days) <= _NEAR_DAYS:
        return True
    years = _NAMED_TIME.findall(origin.span.of(draft.text))
    return bool(years) and years == _NAMED_TIME.findall(origin.words)


def _instead(figure: DraftFigure, origin: SentenceOrigin, theirs: tuple[ParsedFigure, ...]) -> ParsedFigure | None:
    """The figure of the source that stands where this one stands, if the number is what was changed."""
    change = next((change for change in origin.changes if change.here.overlaps(figure.span)), None)
    other = change and next((one for one in theirs if one.span.overlaps(change.there)), None)
    return other if other and not _counts_another(other, origin) else None


def _counts_another(other: ParsedFigure, origin: SentenceOrigin) -> bool:
    """Tell whether the words before the figure were changed, too: those of its clause, or as many as make a name."""
    clause = max(origin.words.rfind(mark, 0, other.span.start) for mark in _CLAUSE_ENDS) + 1
    before = [change.there for change in origin.changes if change.there.end <= other.span.start]
    changed = [(there, len(_HAN.findall(there.of(origin.words)))) for there in before]
    return sum(count for _, count in changed) >= _A_NAME or any(
        count and there.start >= clause for there, count in changed
    )


def _is_scale(figure: DraftFigure, other: ParsedFigure) -> bool:
    low, theirs = figure.statement.low, other.low
    return low > 0 and theirs > 0 and any(low == theirs * by or low * by == theirs for by in _POWERS)


def _finding(figure: DraftFigure, other: ParsedFigure, origin: SentenceOrigin, *, of_scale: bool) -> DraftFinding:
    differs = "数字相同而数量级不同，请核单位或小数点" if of_scale else "数字不同，请核对"
    message = f"{origin.citation}同一句话写“{''.join(other.text.split())}”，{differs}"
    kind = "N3" if of_scale else "N1"
    return DraftFinding(kind, "ask", figure.span.start, figure.span.end, message, against_of(origin))
