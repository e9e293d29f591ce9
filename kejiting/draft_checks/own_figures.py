"""N2: figures inside the draft that do not add up, do not make the share they should, or are told twice and differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from kejiting.draft_checks.base import Base
from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import Against, DraftFinding
from kejiting.draft_checks.stated import DraftFigure, figures_of
from kejiting.text.lazy_re import lazy_re
from measures.extraction.checks import Kind, Statement, check_sentences

_DOUBTS = (Kind.SUM, Kind.PERCENT)
_PERCENT = "%"
# 由900人|增加到|1800人，|增长|100%; 从3.2亿元|提高到2024年底的|…
_RISES = r"[^，。；\n]{0,12}(?:增(?:加|长)?|提(?:高|升)|上升|扩大|发展|攀升|跃升)[^，。；\n]{0,6}[到至为]"
_RISEN_TO = lazy_re(rf"^{_RISES}(?:\s*20\d{{2}}\s*年[\u4e00-\u9fff]{{0,2}}?的?)?\D{{0,4}}$")
_FORMER = lazy_re(rf"^{_RISES}")
_GROWTH = lazy_re(r"^[^。；\n]{0,10}?[，,（(]?(?:总计|累计)?增(?:长|幅|加)(?:了|达到?|约|为)?\s*$")
_TOLERANCE = Decimal("0.6")


def check_own_figures(draft: ReplyDraft, base: Base) -> Iterator[DraftFinding]:
    """N2: each of the figures that cannot be true together; nobody knows which of them is wrong."""
    figures = {figure.statement.id: figure for figure in figures_of(draft)}
    statements = [figure.statement for figure in figures.values()]
    for finding in check_sentences(statements):
        if finding.kind in _DOUBTS:
            members = [figures[pk] for pk in finding.members]
            for member in members:
                others = "、".join("".join(one.parsed.text.split()) for one in members if one is not member)
                yield _finding(member, finding.says.rstrip("。"), others)
    yield from _told_twice(list(figures.values()))
    yield from _growths(list(figures.values()))


def _finding(figure: DraftFigure, message: str, against: str) -> DraftFinding:
    return DraftFinding("N2", "ask", figure.span.start, figure.span.end, message, Against(against))


def _told_twice(figures: list[DraftFigure]) -> Iterator[DraftFinding]:
    """The same thing counted for the same time and group, in two sentences, with values that cannot both be."""
    told = defaultdict[tuple[str, ...], list[DraftFigure]](list)
    for figure in figures:
        statement = figure.statement
        if len(figure.counted) > _SAYS_NOTHING and figure.counts_things and not _is_former(figure):
            key = (
                figure.counted,
                figure.point.series,
                figure.point.period,
                statement.scope or "",
                statement.hedge or "",
            )
            told[key].append(figure)
    for same in told.values():
        for number, figure in enumerate(same):
            other = next((one for one in same[:number] if _differ(one, figure)), None)
            if other:
                ours, theirs = "".join(figure.parsed.text.split()), "".join(other.parsed.text.split())
                message = f"文中另有一处写“{theirs}”，与这里的“{ours}”不一致"
                yield _finding(figure, message, other.statement.sentence)
                yield _finding(other, f"文中另有一处写“{ours}”，与这里的“{theirs}”不一致", figure.statement.sentence)


_SAYS_NOTHING = 3


def _is_former(figure: DraftFigure) -> bool:
    """Tell the value of before: 由29个增加到31个."""
    return bool(_FORMER.match(figure.statement.sentence[figure.statement.place.end :]))


def _differ(one: DraftFigure, other: DraftFigure) -> bool:
    return not one.point.reach.meets(other.point.reach) and not one.sentence.overlaps(other.sentence)


def _growths(figures: list[DraftFigure]) -> Iterator[DraftFinding]:
    """由900人增加到1800人，增长100%: the percent reckoned anew."""
    for first, second, share in zip(figures, figures[1:], figures[2:], strict=False):
        one, other, percent = first.statement, second.statement, share.statement
        if percent.unit != _PERCENT or one.unit != other.unit or one.sentence != other.sentence != percent.sentence:
            continue
        if not _RISEN_TO.search(_between(one, other)) or not _GROWTH.search(_between(other, percent)) or not one.low:
            continue
        grown = (other.low - one.low) / one.low * 100
        if first.is_exact and second.is_exact and abs(grown - percent.low) > max(_TOLERANCE, abs(grown) / 50):
            message = f"由“{one.printed}”到“{other.printed}”应增长约{grown:.1f}%，与“{percent.printed}”不符"
            for member in (first, second, share):
                yield _finding(member, message, one.sentence)


def _between(one: Statement, other: Statement) -> str:
    return one.sentence[one.place.end : other.place.start]
