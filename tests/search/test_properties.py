"""The table of properties, what is asked for by it, and its columns in the index."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from kejiting.search import NAMES, Filters, Property, SearchQuery, properties
from kejiting.search.whoosh.arrays import open_arrays, write_arrays
from kejiting.search.whoosh.property_columns import open_column, property_arrays
from kejiting.search.whoosh.schema import VERSION


def test_filters_are_equal_by_what_they_ask_for() -> None:
    assert Filters(year=2025, part=None) == Filters(year="2025") != Filters(year=2024)
    assert Filters(kind="委员提案", year=2025).wanted == (("year", ("2025",)), ("kind", ("委员提案",)))
    assert Filters(year=[2025, "2020", 2025]) == Filters(year=("2020", "2025")) != Filters(year=2025)
    assert Filters(year=[], kind=None) == Filters()
    assert len({SearchQuery(filters=Filters(office="成")), SearchQuery(filters=Filters(office="成", agency=None))}) == 1
    assert Filters(office="成").values("office") == ("成",)
    assert Filters(office="成").values("part") == ()
    assert Filters(office="成", year=2025, part="plan").without("part", "year", "kind") == Filters(office="成")


@pytest.mark.parametrize("wanted", [{"years": 2025}, {"written_on": "2025"}, {"wanted": None}])
def test_no_other_filters(wanted: dict[str, str | int | None]) -> None:
    with pytest.raises(TypeError, match=next(iter(wanted))):
        Filters(**wanted)


def test_properties_of_a_document() -> None:
    stated = properties(year=2025, kind=None, agency="", delegate=["王洪福", "李锐", "王洪福"])
    assert stated == {"year": ("2025",), "agency": ("",), "delegate": ("王洪福", "李锐")}


@pytest.mark.parametrize("values", [{"years": 2025}, {"part": "measures"}, {"kind": ["委员提案", "代表建议"]}])
def test_no_other_properties(values: dict[str, int | str | list[str]]) -> None:
    with pytest.raises(TypeError, match=next(iter(values))):
        properties(**values)


def test_an_index_with_other_properties_is_of_another_version() -> None:
    assert set(NAMES) <= {word.rstrip("*") for word in VERSION.split()}


# Of documents in two segments
HELD = ([("甲", "乙"), (), ("乙",)], [("丙",), ("乙", "丙")])


@pytest.mark.parametrize("many", [True, False])
def test_a_column(tmp_path: Path, many: bool) -> None:
    one = Property("office", many=many)
    held = [[values if many else values[:1] for values in segment] for segment in HELD]
    stored = []
    for place, segment in enumerate(held):
        arrays = {"keys": np.zeros(len(segment), "S1"), **property_arrays(one, segment)}
        write_arrays(tmp_path / str(place), arrays)
        stored.append(open_arrays(tmp_path / str(place)))
    column = open_column(one, stored)

    documents = [*held[0], *held[1]]
    for some in ((), ("甲",), ("乙",), ("丙",), ("丁",), ("",), ("乙", "丙"), ("丁", "甲", "丙")):
        assert column.holding(some).tolist() == [not set(some).isdisjoint(values) for values in documents]
    for some in ([0, 1, 2, 3, 4], [1], [], [2, 4]):
        told = [value for place in some for value in documents[place]]
        counts = column.count(np.array(some, np.intp)).tolist()
        assert {name: count for name, count in zip(column.names, counts, strict=True) if count} == Counter(told)
