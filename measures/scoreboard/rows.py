"""The lines of a plan's scoreboard."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Prefetch

from measures.models import Plan, Target, TargetFigure
from measures.scoreboard.standing import Standing, standing


@dataclass(frozen=True, slots=True)
class Line:
    """A target with the figures linked to it, the newest first; its standing is that by the newest."""

    target: Target
    links: tuple[TargetFigure, ...]

    @property
    def standing(self) -> Standing:
        if hasattr(self.target, "superseded"):
            return Standing.SUPERSEDED
        if not self.links:
            return Standing.UNREPORTED
        return standing(self.target.comparator, self.target.low, self.target.high, self.links[0].figure.low)


def lines_of(plan: Plan) -> list[Line]:
    """In the order of the text, in a number of queries that does not grow."""
    targets = Target.objects.filter(item__plan=plan).select_related("item", "superseded").order_by("start")
    lines = [line_of(target) for target in targets.prefetch_related(LINKS)]
    for line in lines:
        line.target.item.plan = plan
    return lines


def line_of(target: Target) -> Line:
    """Of a target whose links are prefetched as `LINKS`."""
    shown = [link for link in target.links.all() if link.figure.letter.is_published]
    shown.sort(key=lambda link: str(link.figure.letter.written_on or ""), reverse=True)
    return Line(target, tuple(shown))


LINKS = Prefetch(
    "links",
    TargetFigure.objects.select_related("figure__letter", "figure__passage").defer("figure__letter__as_read_text"),
)


def count_standings(lines: list[Line]) -> list[tuple[str, int]]:
    """已超过 2, 没有报告的数据 36: in the order of `Standing`, none that are none."""
    counts = Counter(line.standing for line in lines)
    return [(str(one.label), counts[one]) for one in Standing if counts[one]]
