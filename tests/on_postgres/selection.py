"""Which tests are worth repeating on PostgreSQL: those that together ask it everything that any test asks SQLite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tests.on_postgres.statements import Note, fewest


def worth_repeating(items: Sequence[pytest.Item], notes: Mapping[str, Note]) -> list[pytest.Item]:
    """Of tests that ask the base: the fewest that send all its statements, and always

    - those that have not been run on SQLite before,
    - those that commit: several people at once, locks, what waits for whom,
    - those that send hostile values (NUL, numbers out of range, broken characters): another value is no other statement.
    """
    asking = {item.nodeid: item for item in items}
    always = {name for name, item in asking.items() if name not in notes or _commits(item) or "hostile" in name}
    known = {name: notes[name] for name in asking if name in notes}
    chosen = always.union(fewest(known, sorted(always)))
    return [item for name, item in asking.items() if name in chosen]


def asks_the_database(item: pytest.Item) -> bool:
    """Whether it asks that of this process: an installation of its own is on SQLite whatever the tests are on."""
    return _marker(item) is not None or not {"db", "transactional_db"}.isdisjoint(_fixtures(item))


def _commits(item: pytest.Item) -> bool:
    marker = _marker(item)
    return "transactional_db" in _fixtures(item) or (marker is not None and bool(marker.kwargs.get("transaction")))


def _marker(item: pytest.Item) -> pytest.Mark | None:
    return item.get_closest_marker("django_db")


def _fixtures(item: pytest.Item) -> Sequence[str]:
    return getattr(item, "fixturenames", ())
