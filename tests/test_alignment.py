"""Two lists beside each other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.pages.alignment import Work, align

lists = st.lists(st.sampled_from("abcdefg"), max_size=25)


@pytest.mark.parametrize("pairs", [0, 10, 10_000])
@given(old=lists, new=lists)
def test_blocks_cover_both_in_order(pairs: int, old: list[str], new: list[str]) -> None:
    """However little work may be done."""
    blocks = list(align(old, new, Work(pairs)))

    old_at = new_at = 0
    for block in blocks:
        assert (block.old_start, block.new_start) == (old_at, new_at)
        assert not block.is_same or old[block.old_start : block.old_end] == new[block.new_start : block.new_end]
        old_at, new_at = block.old_end, block.new_end
    assert (old_at, new_at) == (len(old), len(new))
    assert all(one.is_same != other.is_same for one, other in pairwise(blocks))


@pytest.mark.parametrize("pairs", [0, 10_000])
def test_what_stands_once_in_each_is_found_without_work(pairs: int) -> None:
    old, new = list("xabcdy"), list("zabQcdw")

    same = ["".join(old[block.old_start : block.old_end]) for block in align(old, new, Work(pairs)) if block.is_same]

    assert same == ["ab", "cd"]


def test_what_changed_places_is_found_once() -> None:
    blocks = list(align(list("1ab2"), list("3ba4"), Work(0)))

    assert sum(block.old_end - block.old_start for block in blocks if block.is_same) == 1
