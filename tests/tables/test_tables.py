"""A table's figures take unit, period and what they count from head, row and column, however the table came in."""

from __future__ import annotations

import pytest

from tests.tables.drawn_tables import FORMS, HELD_OUT, TUNED, MarkedTable, letter_of, misses, read_tables

TABLES = [*read_tables(TUNED), *read_tables(HELD_OUT)]


def test_it_works() -> None:
    assert len(TABLES) >= 23


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_figures_of_a_table(table: MarkedTable, form: str) -> None:
    assert misses(table, letter_of(table, form)) == []
