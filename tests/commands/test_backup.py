"""`manage.py backup` and `restore`, on SQLite, as processes."""

from __future__ import annotations

import errno
import json
import random
import shutil
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError, OutputWrapper

from kejiting.backup.manifest import Manifest
from kejiting.management.backups import shown_on
from tests.commands.backed_up import acts_of, backups_of, refusal, run, secret_of, state_of
from tests.soak.installations import start


@pytest.fixture(scope="module")
def whole(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it; not to be changed."""
    target = tmp_path_factory.mktemp("whole") / "backups"
    run(filled, "backup", target)
    return backups_of(target)[0]


def damaged(whole: Path, place: Path, damage: Callable[[Path], object]) -> Path:
    copy = place / whole.name
    shutil.copytree(whole, copy)
    damage(copy)
    return copy


def test_it_works(filled: Path, whole: Path, tmp_path: Path) -> None:
    data = tmp_path / "restored"

    said = run(data, "restore", whole.parent)

    assert said.startswith(f"已恢复 {whole}：7 个文件。")
    assert state_of(data) == state_of(filled)
    *brought, restored = acts_of(data)
    assert brought == acts_of(filled)[: len(brought)]
    assert (restored, len(brought) > 10) == (("command", "备份", "恢复"), True)
    assert data.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (data / "kejiting.sqlite3", data / "secret-key")} == {0o600}
    assert not list(data.glob(".*"))
    assert run(data, "search_index", "rebuild").startswith("5 份文件")


def test_it_is_read_by_its_owner_only(whole: Path) -> None:
    assert whole.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o077 for path in whole.rglob("*") if path.is_file()} == {0}


def test_originals_that_stay_take_no_room_twice(filled: Path, whole: Path, tmp_path: Path) -> None:
    target = tmp_path / "backups"
    shutil.copytree(whole, target / whole.name)
    first = {path.name: path.stat().st_ino for path in (target / whole.name / "originals").glob("*/*")}

    run(filled, "backup", target)

    second = backups_of(target)[1]
    assert {path.name: path.stat().st_ino for path in (second / "originals").glob("*/*")} == first
    assert len(first) == 5


def test_no_name_of_a_folder_is_refused() -> None:
    """A variable without a value would mean the folder that the command runs in."""
    with pytest.raises(CommandError, match="请写明放备份的文件夹"):
        call_command("backup", "")


def test_only_the_newest_are_kept_and_what_was_cut_off_is_swept(filled: Path, whole: Path, tmp_path: Path) -> None:
    target = tmp_path / "backups"
    for name in ("2020-01-01_000000", "2020-01-02_000000"):
        shutil.copytree(whole, target / name)
    (target / ".2020-01-03_000000.part").mkdir()
    (target / "别的").mkdir()

    run(filled, "backup", target, "--keep", "2")

    kept = [path.name for path in sorted(target.iterdir())]
    assert kept[0] == "2020-01-02_000000"
    assert len(kept) == 3
    assert kept[-1] == "别的"


def test_a_clock_set_back_makes_no_new_backup_look_old(filled: Path, whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole, tmp_path / "2099-01-01_000000")

    run(filled, "backup", tmp_path, "--keep", "1")

    assert [path.name for path in backups_of(tmp_path)] == ["2099-01-01_000001"]


def test_a_damaged_original_is_told_and_the_good_one_stays(filled: Path, tmp_path: Path) -> None:
    data, target = tmp_path / "data", tmp_path / "backups"
    shutil.copytree(filled, data)
    first, second = sorted((data / "originals").glob("*/*"))[:2]
    first.write_bytes(b"bad")

    said = refusal(data, "backup", target)
    assert said.startswith("备份已写好，但有 1 个原件已损坏，没有备份：")
    assert first.name in said
    second.write_bytes(b"bad, but backed up before")
    assert second.name not in refusal(data, "backup", target)

    for backup in backups_of(target):
        Manifest.read(backup, "backup").verify(backup, lambda *_: None)
        assert list(backup.glob(f"originals/*/{second.name}"))


def test_it_is_of_one_moment_while_others_write(filled: Path, tmp_path: Path) -> None:
    """Two tables get a row each in one transaction, again and again: they are equally long in the backup."""
    data, target = tmp_path / "data", tmp_path / "backups"
    shutil.copytree(filled, data)
    _execute(data, "CREATE TABLE one (x TEXT)", "CREATE TABLE two (x TEXT)")
    _execute(data, *(f"INSERT INTO {name} SELECT hex(randomblob(200000)) FROM (VALUES (1),(2),(3),(4),(5),(6),(7),(8),(9))" for name in ("one", "two") for _ in range(8)))  # fmt: skip  # noqa: S608
    ended = threading.Event()
    waited: list[float] = []

    def write() -> None:
        with closing(sqlite3.connect(data / "kejiting.sqlite3", isolation_level=None)) as base:
            while not ended.wait(0.01):
                began = time.monotonic()
                base.executescript("BEGIN IMMEDIATE; INSERT INTO one VALUES (1); INSERT INTO two VALUES (1); COMMIT;")
                waited.append(time.monotonic() - began)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        run(data, "backup", target)
    finally:
        ended.set()
        writer.join()

    (backup,) = backups_of(target)
    with closing(sqlite3.connect(backup / "base.sqlite3")) as base:
        (one,), (two,) = base.execute("SELECT count(*) FROM one UNION ALL SELECT count(*) FROM two")
    assert one == two > 72
    assert len(waited) + 72 > one  # some came after it: nobody was kept from writing
    counts = Manifest.read(backup, "backup").counts
    assert (counts["one"], counts["two"]) == (one, two)


def _execute(data: Path, *statements: str) -> None:
    with closing(sqlite3.connect(data / "kejiting.sqlite3")) as base, base:
        for statement in statements:
            base.execute(statement)


def _manifest(folder: Path, **changed: object) -> None:
    facts = json.loads((folder / "manifest.json").read_bytes())
    (folder / "manifest.json").write_text(json.dumps({**facts, **changed}))


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda folder: (folder / "manifest.json").unlink(), "不是一份完整的备份"),
        (lambda folder: (folder / "manifest.json").write_text("{"), "清单 manifest.json 已损坏"),
        (lambda folder: (folder / "manifest.json").write_text("[]"), "清单 manifest.json 已损坏"),
        (lambda folder: (folder / "secret-key").unlink(), "secret-key 缺失或已损坏"),
        (lambda folder: (folder / "base.sqlite3").write_bytes(b""), "base.sqlite3 缺失或已损坏"),
        (lambda folder: next(folder.glob("originals/*/*")).write_bytes(b"x"), "缺失或已损坏"),
        (lambda folder: _manifest(folder, format=99), "由更新的版本"),
        (lambda folder: _manifest(folder, migrations=[["proposals", "9999_from_the_future"]]), "数据来自更新的版本"),
        (lambda folder: _manifest(folder, database="postgresql"), "不是同一种"),
        (lambda folder: _manifest(folder, kind="bundle"), "要用 manage.py import 读"),
        (lambda folder: _manifest(folder, files={"../x": {"size": 1, "sha256": ""}}), "缺失或已损坏"),
        (shutil.rmtree, "不是一份完整的备份"),
    ],
)
def test_what_is_not_whole_or_not_ours_is_refused(
    whole: Path, tmp_path: Path, damage: Callable[[Path], object], sentence: str
) -> None:
    folder = damaged(whole, tmp_path / "backups", damage)

    said = refusal(tmp_path / "data", "restore", folder)

    assert sentence in said
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["secret-key"]


def test_a_place_that_has_data_is_left_alone(filled: Path, whole: Path) -> None:
    before = state_of(filled)

    assert refusal(filled, "restore", whole).startswith("这里已经有数据，没有改动")
    assert state_of(filled) == before


def test_a_base_without_data_is_not_backed_up(tmp_path: Path) -> None:
    assert refusal(tmp_path / "data", "backup", tmp_path / "backups").startswith("这里还没有数据，没有备份")
    assert backups_of(tmp_path / "backups") == []


def test_a_damaged_base_puts_no_good_backup_out(filled: Path, whole: Path, tmp_path: Path) -> None:
    data, target = tmp_path / "data", tmp_path / "backups"
    shutil.copytree(filled, data)
    shutil.copytree(whole, target / whole.name)
    with (data / "kejiting.sqlite3").open("r+b") as base:
        base.seek(400 * 4096)
        base.write(random.Random(1).randbytes(20 * 4096))  # noqa: S311

    said = refusal(data, "backup", target, "--keep", "1")

    assert "数据库" in said
    assert [path.name for path in target.iterdir()] == [whole.name]


@pytest.mark.parametrize("seed", range(4))
def test_a_backup_that_is_killed_is_none(filled: Path, tmp_path: Path, seed: int) -> None:
    target = tmp_path / "backups"
    process = start(filled, "backup", str(target), errors=subprocess.DEVNULL)
    _wait_for(target, process)
    time.sleep(random.Random(seed).uniform(0, 0.1))  # noqa: S311
    process.kill()
    process.wait()
    for backup in backups_of(target):
        Manifest.read(backup, "backup").verify(backup, lambda *_: None)

    run(filled, "backup", target, "--keep", "1")

    assert len(list(target.iterdir())) == 1


@pytest.mark.parametrize("seed", range(4))
def test_a_restore_that_is_killed_is_told_and_made_anew(filled: Path, whole: Path, tmp_path: Path, seed: int) -> None:
    data = tmp_path / "data"
    process = start(data, "restore", str(whole), errors=subprocess.DEVNULL)
    _wait_for(data / ".restoring", process)
    time.sleep(random.Random(seed).uniform(0, 0.3))  # noqa: S311
    process.kill()
    process.wait()
    if (data / ".restoring").exists():
        assert refusal(data, "serve").startswith("这里的恢复或导入没有做完")
        run(data, "restore", whole)

    assert state_of(data) == state_of(filled)
    assert not (data / ".restoring").exists()


def _wait_for(path: Path, process: subprocess.Popen[str]) -> None:
    while not path.exists() and process.poll() is None:
        time.sleep(0.005)


def test_a_restore_that_fails_leaves_the_place_empty(whole: Path, tmp_path: Path) -> None:
    folder = damaged(whole, tmp_path, lambda folder: _manifest(folder, counts={"proposals_replyletter": 99}))
    data = tmp_path / "data"

    assert "与清单的行数不符，已撤回" in refusal(data, "restore", folder)
    assert [path.name for path in data.iterdir()] == ["secret-key"]
    assert secret_of(data)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "full", "x"), "磁盘空间不够"),
        (OSError(errno.EACCES, "no", "/srv/backups"), "没有权限读写（/srv/backups）"),
        (OSError(errno.EIO, "Input/output error"), "读写文件出错（Input/output error）"),
        (sqlite3.OperationalError("database or disk is full"), "磁盘空间不够"),
        (sqlite3.DatabaseError("malformed"), "数据库读写出错，没有做成：malformed"),
    ],
)
def test_whatever_goes_wrong_is_one_sentence(error: Exception, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence), shown_on(OutputWrapper(StringIO())):
        raise error
