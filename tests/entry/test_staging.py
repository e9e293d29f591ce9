"""Files wait under their own hash, and not for ever."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from proposals.entry.staging import KEPT_FOR, StagedFileGone, open_token, stage


def test_it_works(data_dir: Path) -> None:
    staged = stage("答复.PDF", b"words")

    assert open_token(staged.token) == staged
    assert open_token(staged.token).read() == b"words"
    assert staged.path == data_dir / "incoming" / f"{staged.sha256}.pdf"


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.txt", ".txt"), ("a", ""), ("../../a.txt", ".txt"), ("a.t/x", ""), ("a.%00", ""), ("a.verylong", ""), ("", "")],
)
def test_names_never_reach_the_disk(data_dir: Path, name: str, suffix: str) -> None:
    staged = stage(name, b"words")

    assert staged.path.name == f"{staged.sha256}{suffix}"
    assert [path.name for path in (data_dir / "incoming").iterdir()] == [staged.path.name]


def test_a_long_name_keeps_its_extension(data_dir: Path) -> None:
    staged = stage("关于" * 200 + ".pdf", b"words")

    assert staged.name.endswith(".pdf")
    assert len(staged.name) < 150
    assert len(staged.token) < 600


def test_old_ones_go_when_the_next_comes(data_dir: Path) -> None:
    old, young = stage("old.txt", b"old"), stage("young.txt", b"young")
    long_ago = time.time() - KEPT_FOR - 60
    os.utime(old.path, (long_ago, long_ago))

    stage("next.txt", b"next")

    assert young.read() == b"young"
    with pytest.raises(StagedFileGone):
        old.read()


def test_discarded(data_dir: Path) -> None:
    staged = stage("a.txt", b"words")
    staged.discard()
    staged.discard()

    with pytest.raises(StagedFileGone):
        staged.read()
