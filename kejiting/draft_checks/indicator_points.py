"""The figures of a draft that are of indicators, each with what other letters said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.indicator_words import by_slip, names_beside
from kejiting.draft_checks.stated import DraftFigure, figures_of
from kejiting.text.fold import fold
from kejiting.text.lazy_re import lazy_re
from measures.extraction.checks import PLANNED
from measures.extraction.units import units_alike
from measures.models import Figure, Indicator, IndicatorAlias, SeriesPoint

# Nearer in time than this two letters that count the same say the same, or one of them says why not
_NEAR_DAYS = 92
# Of an indicator so many points are looked at, the newest
_MOST = 400
_MOST_NAMES = 20_000
# 合格技术经纪人|(经理人); 累计选派|科创专员, 新|培育技术经纪人
_BRACKETS = lazy_re(r"\([^()]*\)")
_DONE = lazy_re(
    "^(?:(?:全省|我省|已|新|共|累计|选派|培养|培育|备案|建成|建有|拥有|现有|认定|支持|首批|达到?))+(?=.{4})"
)
# 新培育|的|技术经纪人|数量为
_OF_IT = lazy_re("的|(?:数量?|总数|人数|规模)?(?:为|是|达到?|有)$")
_THIS_YEAR = "当年"
_SAYS_LITTLE, _LONGEST_NAME = 4, 30
_TELLING = 7
_UNITS_OF_THINGS = ("个", "家", "人", "名", "户", "项", "元", "件", "期", "场", "次", "批", "%")


@dataclass(frozen=True, slots=True)
class SaidPoint:
    """A point of an indicator's line, without its words."""

    point: SeriesPoint

    @property
    def is_planned(self) -> bool:
        return self.point.series.startswith(PLANNED)

    def is_near(self, figure: DraftFigure, written: date | None) -> bool:
        ours, theirs = figure.point.held_on or written, self.point.held_on
        return ours is None or theirs is None or abs((ours - theirs).days) <= _NEAR_DAYS

    def meets(self, figure: DraftFigure) -> bool:
        return self.point.least <= figure.point.most and figure.point.least <= self.point.most


def figures_with_points(draft: ReplyDraft, but: Collection[int]) -> list[tuple[DraftFigure, list[SaidPoint]]]:
    """Figures whose words are those of an indicator, each with its points in letters `but` these, the newest first."""
    figures = [figure for figure in figures_of(draft) if figure.counted]
    of_a_year = _of_a_year()
    known = _indicators({_plain(figure.counted) for figure in figures})
    named = [(figure, indicator) for figure in figures if (indicator := _indicator_of(figure, known, of_a_year))]
    named += by_slip([figure for figure in figures if figure not in {one for one, _ in named}])
    points = _points({indicator for _, indicator in named}, but)
    return [
        (figure, [one for one in points[indicator] if one.is_planned == figure.point.series.startswith(PLANNED)])
        for figure, indicator in named
    ]


def _indicator_of(
    figure: DraftFigure, known: Mapping[tuple[str, str], int], of_a_year: Mapping[str, int]
) -> int | None:
    if indicator := _in_its_year(figure, of_a_year):
        return indicator
    units = units_alike(figure.statement.unit)
    counted = _plain(figure.counted)
    found = next(filter(None, (known.get((counted, unit)) for unit in units)), None)
    return found or next(
        filter(None, (known.get((name, unit)) for name in names_beside(figure) for unit in units)), None
    )


def _of_a_year() -> dict[str, int]:
    """Indicators of what is new in a year, by their names without 当年: 新培育技术经纪人."""
    rows = Indicator.objects.filter(name__startswith=_THIS_YEAR).order_by("pk").values_list("name", "pk")
    return {fold(name).removeprefix(_THIS_YEAR): pk for name, pk in rows[:_MOST_NAMES]}


def _in_its_year(figure: DraftFigure, of_a_year: Mapping[str, int]) -> int | None:
    """2024年度|新培育技术经纪人|508人, of what is counted in a year by the words before it."""
    before = _OF_IT.sub("", fold(figure.statement.sentence[: figure.statement.place.start]))
    names = (before[-length:] for length in range(_SAYS_LITTLE, _LONGEST_NAME)) if figure.point.period else ()
    return next((of_a_year[name] for name in names if name in of_a_year), None)


def _plain(counted: str) -> str:
    """What is counted without what is in brackets, and without what was done to it."""
    bare = _BRACKETS.sub("", counted)
    return _DONE.sub("", bare if len(bare) > _SAYS_LITTLE else counted)


def _indicators(names: set[str]) -> dict[tuple[str, str], int]:
    """All indicators by plain name and unit, by all wordings that people settled; 当年新… stands apart.

    Of what people settled one by one those of these names.
    """
    rows = list(
        IndicatorAlias.objects.order_by("pk").values_list("folded", "indicator__unit", "indicator")[:_MOST_NAMES]
    )
    own = Indicator.objects.exclude(name__startswith=_THIS_YEAR).order_by("pk")
    rows += [(fold(name), unit, pk) for name, unit, pk in own.values_list("name", "unit", "pk")[:_MOST_NAMES]]
    found: dict[tuple[str, str], int] = {}
    for folded, unit, indicator in rows:
        found.setdefault((_plain(folded), unit), indicator)
    # what people settled one by one, where its words say enough
    settled = Figure.objects.published().filter(indicator__isnull=False, unit__in=_UNITS_OF_THINGS)
    telling = [name for name in names if len(name) >= _TELLING]
    settled = settled.filter(counted_folded__in=telling).order_by("pk")
    told = settled.values_list("counted_folded", "indicator__unit", "indicator_id")[:_MOST_NAMES]
    for counted, unit, settled_as in told:
        if counted and settled_as:
            found.setdefault((counted, unit), settled_as)
    return found


def _points(indicators: set[int], but: Collection[int]) -> dict[int, list[SaidPoint]]:
    found = defaultdict[int, list[SaidPoint]](list)
    for indicator in sorted(indicators):
        rows = SeriesPoint.objects.filter(indicator=indicator).exclude(letter__in=but).order_by("-sort_key")
        found[indicator] = [SaidPoint(row) for row in rows[:_MOST]]
    return found
