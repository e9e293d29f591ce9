"""What people did about a target, and when: nothing of it is ever taken away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from measures.models import Figure, SupersededTarget, Target, TargetEvidence

_MOST = 100


@dataclass(frozen=True, slots=True)
class Event:
    """`by` is None for what was done by no person: a figure that went with its words."""

    at: datetime
    by: User | None
    what: str


def events_of(target: Target) -> list[Event]:
    """The newest first; three queries."""
    events = [*_links(target), *_changes(target)]
    return sorted(events, key=lambda event: event.at, reverse=True)


def _links(target: Target) -> Iterator[Event]:
    rows = list(TargetEvidence.history.filter(target_id=target.pk).select_related("history_user")[:_MOST])
    figures = Figure.objects.in_use().in_bulk({row.figure_id for row in rows})
    for row in rows:
        figure = figures.get(row.figure_id)
        name = f"“{figure}”" if figure else "一条数据（现已不在答复函中）"
        if row.history_type == "+":
            yield Event(row.history_date, row.history_user or row.by, f"认定{name}对应这个目标")
        else:
            yield Event(row.history_date, row.history_user, f"取下{name}" if figure else f"{name}随原文改动取下")


def _changes(target: Target) -> Iterator[Event]:
    for row in SupersededTarget.history.filter(target_id=target.pk).select_related("history_user", "by")[:_MOST]:
        if row.history_type == "+":
            yield Event(row.history_date, row.history_user or row.by, f"标为不再适用：{row.reason}")
        else:
            yield Event(row.history_date, row.history_user, "恢复为适用")
