from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kejiting.search.whoosh.arrays import open_arrays, write_arrays
from kejiting.search.whoosh.atoms import AtomRun, atoms_of
from kejiting.search.whoosh.bigrams import Bigrams
from kejiting.search.whoosh.pairing import bigram_arrays
from kejiting.text.fold import fold

TEXTS = st.lists(st.text(alphabet="成果转化12.,个", max_size=12), max_size=16)


def test_arrays_are_read_as_they_were_written(tmp_path: Path) -> None:
    arrays = {
        "empty": np.empty(0, np.uint16),
        "数": np.arange(1000, dtype=np.int64),
        "names": np.array([b"a", "成果".encode()]),
        "flags": np.array([True, False]),
    }
    write_arrays(tmp_path / "arrays", arrays)
    read = {name: array.read() for name, array in open_arrays(tmp_path / "arrays").items()}
    assert list(read) == list(arrays)
    assert all(
        read[name].tolist() == array.tolist() and read[name].dtype == array.dtype for name, array in arrays.items()
    )


def test_what_is_expected_is_read_as_before(tmp_path: Path) -> None:
    write_arrays(tmp_path / "arrays", {"empty": np.empty(0, np.uint8), "numbers": np.arange(300_000)})
    read = open_arrays(tmp_path / "arrays")
    for array in read.values():
        array.expect()
    assert not len(read["empty"].read())
    assert read["numbers"].read(299_998).tolist() == [299_998, 299_999]


def pairs_of(path: Path, texts: list[str]) -> Bigrams:
    write_arrays(path, bigram_arrays(texts))
    return Bigrams(open_arrays(path), len(texts))


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.text(alphabet="成果转化个,12", min_size=1, max_size=6))
def test_atoms_are_found_in_the_texts_where_they_stand_side_by_side(some: list[str], piece: str) -> None:
    texts = [fold(text) for text in some]
    atoms = atoms_of(piece)
    held = [
        place
        for place, one in enumerate(map(atoms_of, texts))
        if any(atoms == one[start : start + len(atoms)] for start in range(len(one)))
    ]
    with tempfile.TemporaryDirectory() as folder:
        assert pairs_of(Path(folder) / "arrays", texts).rows_with(tuple(atoms)).tolist() == held


def test_numbers_are_whole(tmp_path: Path) -> None:
    pairs = pairs_of(tmp_path / "arrays", ["共1,928个", "928个", "增长27.27%"])
    assert pairs.rows_with(("928", "个")).tolist() == [1]
    assert pairs.rows_with(("1,928",)).tolist() == [0]
    assert pairs.rows_with(("28",)).tolist() == []
    assert pairs.rows_with((AtomRun("27", before=True, after=True),)).tolist() == []


def test_positions_past_32_bits_are_kept(tmp_path: Path) -> None:
    pairs = pairs_of(tmp_path / "arrays", ["成果转化" * (1 << 14), *(["转化成果"] * (1 << 16))])
    assert len(pairs.rows_with(tuple("转化成果"))) == (1 << 16) + 1
    assert pairs.rows_with(tuple("化成果转")).tolist() == [0]
