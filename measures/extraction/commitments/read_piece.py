"""Read one piece of an answer that promises something: who must act, with whom, by when, how it can be checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kejiting.text.fold_places import Folded
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.extraction.commitments.actors import find_actor, find_partners
from measures.extraction.commitments.checking import check
from measures.extraction.commitments.commitment import Due, ParsedCommitment, PromiseCue
from measures.extraction.commitments.due import find_dues
from measures.extraction.commitments.splitting import PromisePart

# 下一步,我厅 → 我厅; not 下一步骤
_OPENING = lazy_re(r"(?:下一?步(?:打算|工作)?|今后|接下来|下一阶段)(?!骤|的|一[段个])[,:]?")
# 到“十五五”末，省财政厅将…: no more than this stands before a date that opens a commitment
_SHORT = 4


def read_piece(folded: Folded, piece: PromisePart, written_on: date | None, agency: str | None) -> ParsedCommitment:
    """Read what a piece of the folded text promises; `agency` is folded."""
    text = folded.text
    opening = _OPENING.match(text, piece.span.start, piece.span.end)
    # 今后 alone is no opening of anything.
    start = opening.end() if opening and opening.end() < piece.span.end else piece.span.start
    span = Span(start, piece.span.end)
    # What is said before a list holds for all of its items that say nothing of their own.
    places = (span, *reversed(piece.leads))
    said = [(place, find_dues(text, place, written_on)) for place in places]
    dues = next((told for _, told in said if told), ())
    actor = next((who for place, told in said if (who := _actor(text, place, told, agency))), None)
    checkable, signs = check(text, span, dues)
    return ParsedCommitment(
        span=folded.original(span),
        what=folded.original(find_action(text, span, actor, dues)),
        actor=folded.original(actor) if actor else None,
        partners=tuple(folded.original(partner) for partner in find_partners(text, span)),
        due=Due(folded.original(dues[0].span), dues[0].day) if dues else None,
        checkable=checkable,
        signs=tuple(PromiseCue(folded.original(sign.span), sign.reason) for sign in signs),
    )


def _actor(text: str, place: Span, dues: Sequence[Due], agency: str | None) -> Span | None:
    """Look where the words begin, and behind a date that opens them."""
    starts = (place.start, *(due.span.end for due in dues if due.span.start <= place.start + _SHORT))
    return next((found for start in starts if (found := find_actor(text, Span(start, place.end), agency))), None)


# What may stand before the deed besides who acts and the date: 我厅将, 拟于|今年10月; not 将…纳入, 计划书
_BEFORE_DEED = lazy_re(
    r'(?:[,:"]|[在于](?=到|今年|明年|年|\d|[一二三四五六七八九十两]+[年个])|我们|我[省市厅局委]|(?:吉林)?省?科技厅'
    r"|等[\u4e00-\u9fff]{0,4}?(?=将|要)|\([^()]{1,12}\)(?=将)|也|还|将(?![^,;。]{0,40}(?:列入|纳入|列为))|拟|力争|计划(?=在|于|用|今年|\d))*"
)


def find_action(text: str, span: Span, actor: Span | None, dues: Sequence[Due]) -> Span:
    """Return what stands behind dates, actor and 将, in whatever order they open the words; else the whole."""
    skipped = {found.start: found.end for found in (*(due.span for due in dues), *((actor,) if actor else ()))}
    place, further = span.start, -1
    while place != further:
        further = place
        match = _BEFORE_DEED.match(text, place, span.end)
        place = match.end() if match else place
        place = skipped.get(place, place)
    return Span(place, span.end) if place < span.end else span
