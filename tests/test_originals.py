"""Files on disk: whole or not at all, under a name that can be written."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kejiting.ingest.originals import short_name, write_whole


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("答复.pdf", "答复.pdf"),
        ("长" * 300 + ".txt", "长" * 120 + ".txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        (b"\xb4\xf0.txt".decode("utf-8", "surrogateescape"), "\ufffd\ufffd.txt"),
        ("a\0b.txt", "ab.txt"),
        ("", ""),
    ],
)
def test_short_name(name: str, kept: str) -> None:
    assert short_name(name) == kept


def test_the_same_file_written_by_many_at_once(tmp_path: Path) -> None:
    path = tmp_path / "aa" / "file.txt"
    data = b"x" * 1_000_000
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: write_whole(path, data), range(40)))

    assert path.read_bytes() == data
    assert list(path.parent.iterdir()) == [path]


def test_what_could_not_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()

    with pytest.raises(OSError, match="directory"):
        write_whole(tmp_path / "taken", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
