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
from kejiting.draft_checks.own_figures import reckoned
from kejiting.draft_checks.stated import DraftFigure, figures_of
from kejiting.text.fold import fold
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.extraction.checks import PLANNED
from measures.extraction.units import unit_family, units_alike
from measures.models import Figure, Indicator, IndicatorAlias, SeriesPoint
from measures.models.querysets import with_letters
from proposals.citation import cite

# Nearer in time than this two letters that count the same say the same, or one of them says why not
_NEAR_DAYS = 92
# Of an indicator so many points are looked at, the newest
_MOST = 400
_MOST_NAMES = 20_000
# 3.2亿元 for 3.2万元: some thousand times as much as was ever said, or less; 10 times can be growth
_SLIPS = tuple(Decimal(10) ** power for power in (1, 2, 3, 4, 5, 6, 7, 8))


# 比重达到38.5%，比上年提高|1.7%, 利率3.85%，同比下降|0.42%, 由20%提高到25%，提高|5%; not 增长率
_POINTS = lazy_re(
    r"(?:比重|占比|比例|(?<!增长)(?<!增)率|强度|由\s*[0-9.]{1,8}\s*[%％])[^，。；\n%％]{0,12}[0-9.]{1,8}\s*[%％]\s*[，,（(][^，。；\n0-9]{0,4}(?:20\d\d年[^，。；\n0-9]{0,4})?"
    r"(?:提高|上升|下降|降低|提升|增加|增长|减少|回落)了?(?:约|近)?(?P<by>[0-9.]{1,8}\s*[%％])"
)


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
        near = [one for one in same if ours.period or one.is_near(figure, draft.written_on)]
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
    yield from reckoned("N3", draft)
    yield from _percents_for_points(draft)


def _percents_for_points(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """比重达到38.5%，比上年提高1.7%: between two shares lie percentage points."""
    for match in _POINTS.finditer(draft.read):
        span = Span(*match.span("by"))
        yield draft.finding("N3", "ask", span, f"两个百分数相差，应写“个百分点”，这里写“{span.of(draft.read)}”")


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
    known = _indicators({_plain(figure.counted) for figure in figures})
    named = [
        (figure, indicator)
        for figure in figures
        if (
            indicator := next(
                filter(
                    None, (known.get((_plain(figure.counted), unit)) for unit in units_alike(figure.statement.unit))
                ),
                None,
            )
        )
    ]
    points = _points({indicator for _, indicator in named}, base)
    for figure, indicator in named:
        is_planned = figure.point.series.startswith(PLANNED)
        yield figure, [one for one in points[indicator] if one.point.series.startswith(PLANNED) == is_planned]


# 合格技术经纪人|(经理人); 累计选派|科创专员, 新|培育技术经纪人
_BRACKETS = lazy_re(r"\([^()]*\)")
_DONE = lazy_re(
    "^(?:(?:全省|我省|已|新|共|累计|选派|培养|培育|备案|建成|建有|拥有|现有|认定|支持|首批|达到?))+(?=.{4})"
)
_THIS_YEAR = "当年"
_SAYS_LITTLE = 4


def _plain(counted: str) -> str:
    """What is counted without what is in brackets, and without what was done to it."""
    bare = _BRACKETS.sub("", counted)
    return _DONE.sub("", bare if len(bare) > _SAYS_LITTLE else counted)


def _indicators(names: set[str]) -> dict[tuple[str, str], int]:
    """Indicators of these plain names by name and unit, by all wordings that people settled; 当年新… stands apart."""
    rows = list(
        IndicatorAlias.objects.order_by("pk").values_list("folded", "indicator__unit", "indicator")[:_MOST_NAMES]
    )
    own = Indicator.objects.exclude(name__startswith=_THIS_YEAR).order_by("pk")
    rows += [(fold(name), unit, pk) for name, unit, pk in own.values_list("name", "unit", "pk")[:_MOST_NAMES]]
    found: dict[tuple[str, str], int] = {}
    for folded, unit, indicator in rows:
        name = _plain(folded)
        if name in names:
            found.setdefault((name, unit), indicator)
    # what people settled one by one, where its words say enough
    settled = Figure.objects.published().filter(indicator__isnull=False, unit__in=_UNITS_OF_THINGS)
    telling = [name for name in names if len(name) >= _TELLING]
    settled = settled.filter(counted_folded__in=telling).order_by("pk")
    told = settled.values_list("counted_folded", "indicator__unit", "indicator_id")[:_MOST_NAMES]
    for counted, unit, settled_as in told:
        if counted and settled_as:
            found.setdefault((counted, unit), settled_as)
    return found


_TELLING = 7
_UNITS_OF_THINGS = ("个", "家", "人", "名", "户", "项", "元", "件", "期", "场", "次", "批", "%")


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
