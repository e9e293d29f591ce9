"""Of which indicator a figure is whose words are not quite those that people settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kejiting.draft_checks.mismatch import are_exact, swapped
from kejiting.draft_checks.stated import DraftFigure
from kejiting.text.fold import fold
from kejiting.text.lazy_re import lazy_re
from measures.extraction.units import units_alike
from measures.models import Figure

_SHORTEST, _LONGEST = 4, 30
_BEFORE, _BEHIND = 36, 14
# 我省|合格技术经纪人|队伍规模为: from the last figure, bracket or stop on
_HERE = lazy_re(r"[^。；;，,、（(\d]*$")
_BEHIND_IT = lazy_re(r"^[^。；;，,、（(\d]*")
_IN_BRACKETS = lazy_re(r"[（(][^（）()]{0,12}[）)]")
# Another count than that of all there is, and other places
_ANOTHER = lazy_re(
    r"每|平均|人均|其中|首批|第[一二三四五六七八九]批|新增|新建|新培|再|余下|力争|计划|目标|拟|将|比|较|由|从|[^全我本各]省|[\u4e00-\u9fff][市州县区](?!级|[（(场])|大学|学院|公司"
)
_FEWEST_DIGITS, _MOST_SWAPPED, _ALIKE = 3, 300, 0.5


def names_beside(figure: DraftFigure) -> Iterator[str]:
    """Yield the stretches of the words beside it that may name what it counts, the longest first."""
    statement = figure.statement
    before = statement.sentence[max(0, statement.place.start - _BEFORE) : statement.place.start]
    before = _IN_BRACKETS.sub("", before)
    here = _HERE.search(before)
    behind = _BEHIND_IT.search(statement.sentence[statement.place.end :][:_BEHIND])
    if not are_exact(figure) or _ANOTHER.search(before):
        return
    for words in (behind[0] if behind else "", here[0] if here else ""):
        folded = fold(words).replace("的", "")
        for length in range(min(_LONGEST, len(folded)), _SHORTEST - 1, -1):
            yield from (folded[start : start + length] for start in range(len(folded) - length, -1, -1))


def by_slip(figures: Sequence[DraftFigure]) -> list[tuple[DraftFigure, int]]:
    """Return those that are a settled figure but for two digits changed about, in a sentence that has most of its words."""
    meant = defaultdict[tuple[str, Decimal], list[DraftFigure]](list)
    for figure in figures:
        if are_exact(figure) and len(figure.statement.low.normalize().as_tuple().digits) >= _FEWEST_DIGITS:
            for value in swapped(figure.statement.low):
                for unit in units_alike(figure.statement.unit):
                    meant[unit, value].append(figure)
    if not meant:
        return []
    settled = Figure.objects.published().filter(indicator__isnull=False)
    settled = settled.filter(unit__in={unit for unit, _ in meant}, low__in={value for _, value in meant})
    rows = settled.order_by("-pk").values_list("unit", "low", "indicator", "indicator__name", "counted_folded")
    found = dict[DraftFigure, int]()
    for unit, low, indicator, name, counted in rows[:_MOST_SWAPPED]:
        for figure in meant.get((unit, low.normalize()), ()):
            if indicator and any(_is_said(fold(words), figure) for words in (name, counted) if words):
                found.setdefault(figure, indicator)
    return [*found.items()]


def _is_said(words: str, figure: DraftFigure) -> bool:
    """Tell whether most of the words' pairs of characters stand in the figure's sentence."""
    sentence = fold(figure.statement.sentence)
    pairs = {words[at : at + 2] for at in range(len(words) - 1)}
    return len(pairs) > 1 and sum(pair in sentence for pair in pairs) >= _ALIKE * len(pairs)
