from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kejiting.search.arrays import read_arrays, write_arrays
from kejiting.search.pairs import Pairs, pair_arrays
from kejiting.text.fold import fold

TEXTS = st.lists(st.lists(st.text(alphabet="成果转化12.,个", max_size=12), max_size=2), max_size=8)


def test_arrays_are_read_as_they_were_written(tmp_path: Path) -> None:
    arrays = {
        "empty": np.empty(0, np.uint16),
        "数": np.arange(1000, dtype=np.int64),
        "names": np.array([b"a", "成果".encode()]),
        "flags": np.array([True, False]),
    }
    write_arrays(tmp_path / "arrays", arrays)
    read = read_arrays(tmp_path / "arrays")
    assert list(read) == list(arrays)
    assert all(
        read[name].tolist() == array.tolist() and read[name].dtype == array.dtype for name, array in arrays.items()
    )


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.text(alphabet="成果转化个,", min_size=1, max_size=2))
def test_one_or_two_characters_are_found_in_the_rows_that_hold_them(rows: list[list[str]], piece: str) -> None:
    texts = [[fold(text) for text in row] for row in rows]
    found = Pairs(pair_arrays(texts), len(texts)).rows_with(list(piece))
    held = [any(piece in text for text in row) for row in texts]
    if "," not in piece:
        assert found.tolist() == held
    assert not (found & ~np.array(held, bool)).any()


def test_numbers_are_whole(tmp_path: Path) -> None:
    pairs = Pairs(pair_arrays([["共1,928个"], ["928个"], ["增长27.27%"]]), 3)
    assert pairs.rows_with(["928", "个"]).tolist() == [False, True, False]
    assert pairs.rows_with(["1,928"]).tolist() == [True, False, False]
    assert pairs.rows_with(["28"]).tolist() == [False, False, False]
    assert pairs.rows_with_number_around("27").tolist() == [False, False, True]
