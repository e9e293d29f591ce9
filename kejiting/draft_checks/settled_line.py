"""N1 and N3: figures against what letters of the base said of the same indicator, as people settled it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kejiting.draft_checks.base import Base
from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import Against, DraftFinding
from kejiting.draft_checks.issued_figures import check_issued_figures
from kejiting.draft_checks.stated import DraftFigure, figures_of
from measures.extraction.checks import PLANNED
from measures.extraction.units import unit_family, units_alike
from measures.models import Figure, IndicatorAlias, SeriesPoint
from measures.models.querysets import with_letters
from proposals.citation import cite

# Nearer in time than this two letters that count the same say the same, or one of them says why not
_NEAR_DAYS = 92
# Of an indicator so many points are looked at, the newest
_MOST = 400
# 3.2亿元 for 3.2万元: some thousand times as much as was ever said, or less; 10 times can be growth
_SLIPS = tuple(Decimal(10) ** power for power in (1, 2, 3, 4, 5, 6, 7, 8))


@dataclass(frozen=True, slots=True)
class _Said:
    """A point of an indicator's line, without its words."""

    point: SeriesPoint

    def is_near(self, figure: DraftFigure, written: date | None) -> bool:
        ours, theirs = figure.point.held_on or written, self.point.held_on
        return ours is None or theirs is None or abs((ours - theirs).days) <= _NEAR_DAYS

    def meets(self, figure: DraftFigure) -> bool:
        return self.point.least <= figure.point.most and figure.point.least <= self.point.most


def check_settled_line(draft: ReplyDraft, base: Base) -> Iterator[DraftFinding]:
    """N1: of the same series and period, or near in time, letters say another value and none says this one."""
    for figure, said in _with_lines(draft, base):
        ours = figure.point
        same = [one for one in said if one.point.series == ours.series and one.point.period == ours.period]
        near = [one for one in same if ours.period or one.is_near(figure, draft.parsed.written_on)]
        if near and not any(one.meets(figure) for one in near) and not _slip(figure, near):
            yield _finding("N1", figure, near[0].point, "与{}的数据不一致：那里写“{}”，请核口径和时点")
    yield from check_issued_figures(draft, base, of_scale=False)


def check_scale(draft: ReplyDraft, base: Base) -> Iterator[DraftFinding]:
    """N3: the same digits, or a tenth or ten times and more of all that was ever said of it."""
    for figure, said in _with_lines(draft, base):
        alike = [one for one in said if unit_family(figure.statement.unit) in one.point.series]
        if slipped := _slip(figure, alike):
            yield _finding("N3", figure, slipped.point, "与{}的“{}”数字相同而数量级不同，请核单位或小数点")
    yield from check_issued_figures(draft, base, of_scale=True)


def _slip(figure: DraftFigure, said: Sequence[_Said]) -> _Said | None:
    value = figure.statement.low
    if value <= 0 or value != figure.statement.high or any(one.meets(figure) for one in said):
        return None
    for one in said:
        low = one.point.low
        if low > 0 and low == one.point.high and any(value == low * by or low == value * by for by in _SLIPS):
            return one
    return None


def _with_lines(draft: ReplyDraft, base: Base) -> Iterator[tuple[DraftFigure, list[_Said]]]:
    """Figures whose words are those of an indicator, each with its points in other letters, the newest first."""
    figures = [figure for figure in figures_of(draft) if figure.counted]
    aliases = IndicatorAlias.objects.filter(folded__in={figure.counted for figure in figures}).order_by("pk")
    known = {(row[0], row[1]): row[2] for row in aliases.values_list("folded", "indicator__unit", "indicator")}
    named = [
        (figure, indicator)
        for figure in figures
        if (
            indicator := next(
                (
                    known[figure.counted, unit]
                    for unit in units_alike(figure.statement.unit)
                    if (figure.counted, unit) in known
                ),
                None,
            )
        )
    ]
    points = _points({indicator for _, indicator in named}, base)
    for figure, indicator in named:
        is_planned = figure.point.series.startswith(PLANNED)
        yield figure, [one for one in points[indicator] if one.point.series.startswith(PLANNED) == is_planned]


def _points(indicators: set[int], base: Base) -> dict[int, list[_Said]]:
    found = defaultdict[int, list[_Said]](list)
    for indicator in sorted(indicators):
        rows = SeriesPoint.objects.filter(indicator=indicator).exclude(letter__in=base.own).order_by("-sort_key")
        found[indicator] = [_Said(row) for row in rows[:_MOST]]
    return found


def _finding(kind: str, figure: DraftFigure, point: SeriesPoint, message: str) -> DraftFinding:
    against = _against(point)
    words = message.format(against.citation or "另一份答复", "".join(point.printed.split()))
    return DraftFinding(kind, "ask", figure.span.start, figure.span.end, words, against)


def _against(point: SeriesPoint) -> Against:
    rows = Figure.objects.filter(pk=point.figure_id).select_related("passage__recommendation")
    figure = next(iter(with_letters(rows, "text", "masked")), None)
    if figure is None or figure.passage is None:
        return Against("".join(point.printed.split()))
    words = figure.passage.span.of(figure.letter.public_text)
    around = words[max(0, figure.start - 40) : figure.end + 30]
    return Against(
        "".join(around.split()), cite(figure.letter, figure.passage.recommendation), figure.get_absolute_url()
    )
