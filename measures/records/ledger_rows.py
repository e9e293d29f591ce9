"""Bring the rows that a ledger has of a letter up to what is read of it now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from measures.models import Commitment, Figure
from proposals.models import ReplyLetter

Row = TypeVar("Row", Figure, Commitment)


def bring_up_to_date(
    model: type[Row],
    letter: ReplyLetter,
    read: Iterable[Row],
    *,
    columns: Sequence[str],
    identity: Callable[[Row], Hashable],
    is_settled: Callable[[Row], bool],
    keep_settled: bool = False,
) -> None:
    """What has the same identity is the same, wherever it stands now: it keeps its id and what people settled.

    Of several alike the one in the same passage is taken, then one that is settled, then the nearest. What is not read
    any more goes; with `keep_settled`, what people settled stays without a passage, and is found again if it comes back.
    """
    held: dict[Hashable, list[Row]] = defaultdict(list)
    for row in model.objects.filter(letter=letter):
        held[identity(row)].append(row)
    fresh: list[Row] = []
    changed: list[Row] = []
    for row in read:
        alike = held[identity(row)]
        if not alike:
            fresh.append(row)
            continue
        known = min(alike, key=lambda one: _distance(one, row, is_settled(one)))
        alike.remove(known)
        if any(getattr(known, name) != getattr(row, name) for name in columns):
            for name in columns:
                setattr(known, name, getattr(row, name))
            changed.append(known)
    gone = [row for alike in held.values() for row in alike]
    kept = {row.pk for row in gone if keep_settled and is_settled(row)}
    model.objects.filter(pk__in=kept).update(passage=None)
    model.objects.filter(pk__in={row.pk for row in gone} - kept).delete()
    model.objects.bulk_update(changed, columns)
    model.objects.bulk_create(fresh)


def _distance(one: Row, other: Row, settled: bool) -> tuple[bool, bool, int, int]:
    return one.passage_id != other.passage_id, not settled, abs(one.start - other.start), one.pk
