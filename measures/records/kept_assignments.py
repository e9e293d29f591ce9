"""What people assigned in a letter, kept with each act on it, and brought back where an act took it away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q

from measures.models import Figure, Indicator, Target, TargetEvidence
from measures.records.statements import queue_recheck_of
from proposals.models import ReplyLetter

Row = dict[str, Any]
_COLUMNS = ("passage_id", "start", "printed", "indicator_id", "assigned_by_id", "assigned_at")


def assigned_in(letter: ReplyLetter) -> list[Row]:
    """Return the figures that people assigned or linked to targets: by passage, place and words; two queries."""
    links: dict[int, list[Row]] = {}
    for figure, target, by in TargetEvidence.objects.filter(figure__letter=letter).order_by("pk").values_list(
        "figure", "target", "by"
    ):  # fmt: skip
        links.setdefault(figure, []).append({"target": target, "by": by})
    of_people = Figure.objects.filter(letter=letter, passage__isnull=False)
    of_people = of_people.filter(Q(assigned_at__isnull=False) | Q(pk__in=links)).order_by("pk")
    return [{**row, "targets": links.get(row.pop("pk"), [])} for row in of_people.values("pk", *_COLUMNS)]


def bring_assignments_back(letter: ReplyLetter, rows: Iterable[Row]) -> None:
    """Assign and link again what was so, as far as nobody has assigned it otherwise since."""
    rows = list(rows)
    indicators = Indicator.objects.in_bulk({row["indicator_id"] for row in rows if row["indicator_id"]})
    people = User.objects.in_bulk({one for row in rows for one in _people(row)})
    targets = Target.objects.in_bulk({link["target"] for row in rows for link in row["targets"]})
    figures = {(one.passage_id, one.start, one.printed): one for one in Figure.objects.filter(letter=letter)}
    for row in rows:
        figure = figures.get((row["passage_id"], row["start"], row["printed"]))
        if figure is None:
            continue
        is_there = row["indicator_id"] is None or row["indicator_id"] in indicators
        if figure.assigned_at is None and row["assigned_at"] and is_there:
            figure.indicator = indicators.get(row["indicator_id"])
            figure.assigned_by, figure.assigned_at = people.get(row["assigned_by_id"]), row["assigned_at"]
            figure.save(update_fields=["indicator", "assigned_by", "assigned_at"])
        for link in row["targets"]:
            if target := targets.get(link["target"]):
                TargetEvidence.objects.get_or_create(
                    target=target, figure=figure, defaults={"by": people.get(link["by"])}
                )
    queue_recheck_of(letter)


def _people(row: Row) -> list[int]:
    return [pk for pk in (row["assigned_by_id"], *(link["by"] for link in row["targets"])) if pk]
