"""An index that is not whole says so: it never gives a wrong answer."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kejiting.search import IndexUnavailable, SearchIndex
from tests.search.corpus import ask, built, keys, letter


@pytest.fixture
def index(tmp_path: Path) -> SearchIndex:
    index = built(tmp_path / "index", letter(1, "中试。", "孵化。", delegate=["王洪福"]), letter(2, "概念验证。"))
    index.update([letter(3, "中试。")])
    return index


def assert_unavailable(index: SearchIndex, root: Path) -> None:
    """For one who had it open, for one who comes anew, for a writer; and a rebuild mends it."""
    for searcher in (index, SearchIndex(root)):
        with pytest.raises(IndexUnavailable):
            ask(searcher, "中试")
        assert searcher.position() is None
    with pytest.raises(IndexUnavailable):
        SearchIndex(root).update([letter(4, "中试。")])
    SearchIndex(root).rebuild([letter(5, "中试。")])
    assert keys(ask(index, "中试")) == ["letter:5"]
    assert index.position() is not None


def files(root: Path) -> list[Path]:
    return sorted(path for path in root.glob("index-*/*") if path.is_file() and not path.name.endswith("LOCK"))


def test_there_was_never_one(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "index")
    assert not index.exists()
    assert_unavailable(index, tmp_path / "index")


def test_the_folder_was_deleted(index: SearchIndex, tmp_path: Path) -> None:
    assert ask(index, "中试").count == 2
    shutil.rmtree(tmp_path / "index")
    assert_unavailable(index, tmp_path / "index")


def test_the_folder_within_was_deleted(index: SearchIndex, tmp_path: Path) -> None:
    assert ask(index, "中试").count == 2
    shutil.rmtree(next((tmp_path / "index").glob("index-*")))
    assert_unavailable(index, tmp_path / "index")


@pytest.mark.parametrize("damage", ["flipped", "cut", "emptied", "deleted"])
def test_any_file_was_damaged(tmp_path: Path, damage: str) -> None:
    whole = tmp_path / "whole"
    built(whole, letter(1, "中试。", delegate=["王洪福"])).update([letter(3, "中试。")])
    assert len(files(whole)) == 3  # one a segment, and the contents
    for place, file in enumerate(files(whole)):
        root = tmp_path / str(place)
        shutil.copytree(whole, root)
        index = SearchIndex(root)
        assert ask(index, "中试").count == 2
        hurt = root / file.relative_to(whole)
        content = hurt.read_bytes()
        if damage == "deleted":
            hurt.unlink()
        elif damage == "flipped":
            hurt.write_bytes(bytes(byte ^ 1 for byte in content) or b"x")
        else:
            hurt.write_bytes(content[: len(content) // 2] if damage == "cut" and len(content) > 1 else b"")
        if damage == "deleted" or hurt.read_bytes() != content:
            assert_unavailable(index, root)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"{}", b'{"files": []}', b"\xff"])
def test_current_was_damaged(index: SearchIndex, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "index" / "CURRENT").write_bytes(content)
    assert_unavailable(index, tmp_path / "index")


def test_another_version(index: SearchIndex, tmp_path: Path) -> None:
    current = tmp_path / "index" / "CURRENT"
    current.write_text(json.dumps(json.loads(current.read_text()) | {"version": "older"}))
    assert_unavailable(index, tmp_path / "index")
