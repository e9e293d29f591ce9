"""Lists are read as they were packed, whatever is in them and wherever they lie."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kejiting.search.whoosh import packing
from kejiting.search.whoosh.arrays import Array, open_arrays, write_arrays
from kejiting.search.whoosh.packing import PackedLists, pack_lists

# Sizes that are read in another way than those below, and more lists than share a mark.
BORDERS = (0, 1, 7, 31, 32, 64, 254, 255, 256, 1000, 1500, 5000)


def packed(lists: list[list[int]], limit: int) -> PackedLists:
    values = np.array([value for one in lists for value in one], np.uint64)
    arrays = pack_lists("lists", np.array([len(one) for one in lists], np.int64), values, limit)
    with tempfile.TemporaryDirectory() as folder:
        write_arrays(Path(folder) / "arrays", arrays)
        return PackedLists(open_arrays(Path(folder) / "arrays"), "lists")


def read(lists: PackedLists, place: int) -> list[int]:
    span = lists.span(place)
    values: list[int] = lists.read(span).tolist()
    assert span.size == len(values)
    return values


@st.composite
def lists_and_limit(draw: st.DrawFn) -> tuple[list[list[int]], int]:
    limit = draw(st.integers(1, 1 << draw(st.sampled_from([1, 8, 20, 32, 33, 57]))))
    one = st.lists(st.integers(0, limit - 1), max_size=12).map(sorted)
    return draw(st.lists(one, max_size=150)), limit


@settings(max_examples=200, deadline=None)
@given(lists_and_limit(), st.integers(1, 30))
def test_lists_are_read_as_they_were_packed(given_lists: tuple[list[list[int]], int], lot: int) -> None:
    lists, limit = given_lists
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(packing, "_LOT", lot)
        found = packed(lists, limit)
    assert [read(found, place) for place in range(len(lists))] == lists
    assert found.filled().tolist()[: len(lists)] == list(map(bool, lists))


@pytest.mark.parametrize("bits", [0, 1, 2, 3, 7, 12, 16, 24, 25, 26, 31, 32, 33, 40, 56, 57])
def test_long_lists_among_short_ones(bits: int) -> None:
    limit = 1 << bits
    chance = np.random.default_rng(bits)
    lists: list[Array] = [np.sort(chance.integers(0, limit, size)) for size in BORDERS * 6]
    lists += [
        np.zeros(300, np.int64),
        np.full(300, limit - 1),
        np.sort(chance.integers(limit - limit // 9 - 1, limit, 2000)),
    ]
    found = packed([one.tolist() for one in lists], limit)
    for place, one in enumerate(lists):
        assert read(found, place) == one.tolist()


def test_no_list_and_no_number() -> None:
    assert packed([], 0).filled().tolist() == []
    assert read(packed([[], []], 0), 1) == []


@pytest.mark.parametrize(("longest", "more"), [(254, 3.5), (20_000, 6)])
def test_a_number_takes_few_bits_more_than_its_share(longest: int, more: float) -> None:
    chance = np.random.default_rng(0)
    sizes = chance.integers(1, longest, 200)
    values = np.concatenate([np.sort(chance.integers(0, 1 << 24, size)) for size in sizes])
    arrays = pack_lists("lists", sizes, values, 1 << 24)
    share = float((sizes * (24 - np.log2(sizes))).sum()) / len(values)
    assert 8 * sum(array.nbytes for array in arrays.values()) / len(values) < share + more


def test_numbers_too_large_are_refused() -> None:
    with pytest.raises(ValueError, match="too many bits"):
        pack_lists("lists", np.array([1]), np.array([1 << 60], np.uint64), 1 << 61)
