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
    identities: Sequence[Callable[[Row], Hashable]],
    is_settled: Callable[[Row], bool],
    keep_settled: bool = False,
) -> None:
    """What has the same identity is the same, wherever it stands now: it keeps its id and what people settled.

    The first identity is asked of all rows, the next of those that are left. Of several alike the one in the same passage
    is taken, then one that is settled, then the nearest. What is not read any more goes; with `keep_settled`, what people
    settled stays without a passage, and is found again if it comes back.
    """
    left, fresh = list(model.objects.filter(letter=letter)), list(read)
    changed: list[Row] = []
    for identity in identities:
        held: dict[Hashable, list[Row]] = defaultdict(list)
        for row in left:
            held[identity(row)].append(row)
        unknown: list[Row] = []
        for row in fresh:
            alike = held[identity(row)]
            if not alike:
                unknown.append(row)
                continue
            known = min(alike, key=lambda one: _distance(one, row, is_settled(one)))
            alike.remove(known)
            if any(getattr(known, name) != getattr(row, name) for name in columns):
                for name in columns:
                    setattr(known, name, getattr(row, name))
                changed.append(known)
        left, fresh = [row for alike in held.values() for row in alike], unknown
    kept = {row.pk for row in left if keep_settled and is_settled(row)}
    model.objects.filter(pk__in=kept).update(passage=None)
    model.objects.filter(pk__in={row.pk for row in left} - kept).delete()
    model.objects.bulk_update(changed, columns)
    model.objects.bulk_create(fresh)


def _distance(one: Row, other: Row, settled: bool) -> tuple[bool, bool, int, int]:
    return one.passage_id != other.passage_id, not settled, abs(one.start - other.start), one.pk
