"""Bring the rows that a ledger has of a letter up to what is read of it now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from measures.models import Commitment, Figure
from proposals.models import ReplyLetter

Row = TypeVar("Row", Figure, Commitment)


@dataclass(frozen=True, slots=True)
class InOrder(Generic[Row]):
    """An identity of rows that are the same one by one in the order of the text, if they are as many as before.

    None of those of which it says None.
    """

    of: Callable[[Row], Hashable | None]


def reconcile_rows(
    model: type[Row],
    letter: ReplyLetter,
    read: Iterable[Row],
    *,
    columns: Sequence[str],
    identities: Sequence[Callable[[Row], Hashable] | InOrder[Row]],
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
        if isinstance(identity, InOrder):
            pairs = _in_order(left, fresh, identity)
        else:
            pairs = _nearest(left, fresh, identity, is_settled)
        for known, row in pairs:
            left.remove(known)
            fresh.remove(row)
            if any(getattr(known, name) != getattr(row, name) for name in columns):
                for name in columns:
                    setattr(known, name, getattr(row, name))
                changed.append(known)
    kept = {row.pk for row in left if keep_settled and is_settled(row)}
    model.objects.filter(pk__in=kept).update(passage=None)
    model.objects.filter(pk__in={row.pk for row in left} - kept).delete()
    model.objects.bulk_update(changed, columns)
    model.objects.bulk_create(fresh)


def _nearest(
    left: Sequence[Row], fresh: Sequence[Row], identity: Callable[[Row], Hashable], is_settled: Callable[[Row], bool]
) -> list[tuple[Row, Row]]:
    held: dict[Hashable, list[Row]] = defaultdict(list)
    for row in left:
        held[identity(row)].append(row)
    pairs: list[tuple[Row, Row]] = []
    for row in fresh:
        alike = held[identity(row)]
        if alike:
            known = min(alike, key=lambda one: _distance(one, row, is_settled(one)))
            alike.remove(known)
            pairs.append((known, row))
    return pairs


def _in_order(left: Sequence[Row], fresh: Sequence[Row], identity: InOrder[Row]) -> list[tuple[Row, Row]]:
    groups: dict[Hashable, tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for number, rows in enumerate((left, fresh)):
        for row in sorted(rows, key=lambda one: one.start):
            if (key := identity.of(row)) is not None:
                groups[key][number].append(row)
    return [pair for held, read in groups.values() if len(held) == len(read) for pair in zip(held, read, strict=True)]


def _distance(one: Row, other: Row, settled: bool) -> tuple[bool, bool, int, int]:
    return one.passage_id != other.passage_id, not settled, abs(one.start - other.start), one.pk
