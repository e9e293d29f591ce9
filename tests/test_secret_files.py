"""Secrets by file: read strictly, and never quoted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kejiting.runtime.bad_environment import BadEnvironmentError
from kejiting.runtime.environment import read_environment

PROJECT = Path(__file__).parent.parent
KEY = "k" * 50
URL = "postgres://kejiting:geheim@db/letters"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "secret"


def write(file: Path, data: bytes, mode: int = 0o400) -> str:
    file.write_bytes(data)
    file.chmod(mode)
    return str(file)


@pytest.mark.parametrize("mode", [0o400, 0o600, 0o440])
@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_it_works(file: Path, end: str, mode: int) -> None:
    path = write(file, (URL + end).encode(), mode)
    environment = read_environment({"KEJITING_DATABASE_URL_FILE": path}, PROJECT)

    assert environment == read_environment({"KEJITING_DATABASE_URL": URL}, PROJECT)
    assert "geheim" not in repr(environment)


def test_replicas_and_key(file: Path, tmp_path: Path) -> None:
    environ = {
        "KEJITING_DATABASE_URL": URL,
        "KEJITING_DATABASE_REPLICAS_FILE": write(file, b"postgres://two/x,postgres://three/x\n"),
        "KEJITING_SECRET_KEY_FILE": write(tmp_path / "key", KEY.encode()),
    }
    environment = read_environment(environ, PROJECT)

    assert sorted(environment.replicas) == ["replica1", "replica2"]
    assert environment.secret_key == KEY
    assert KEY not in repr(environment)
    assert read_environment({}, PROJECT).secret_key is None


@pytest.mark.parametrize(
    ("data", "mode", "reason"),
    [
        (URL.encode(), 0o644, "chmod g-w,o="),
        (URL.encode(), 0o404, "chmod g-w,o="),
        (URL.encode(), 0o620, "chmod g-w,o="),
        (b"", 0o400, "只有一行"),
        (b" \n", 0o400, "只有一行"),
        (URL.encode() + b"\nmore", 0o400, "只有一行"),
        (URL.encode() + b"\0", 0o400, "只有一行"),
        (b"a" * 70_000, 0o400, "只有一行"),
        (b"\xff\xfegeheim", 0o400, "不是文本"),
    ],
)
def test_an_odd_file_stops_the_start(file: Path, data: bytes, mode: int, reason: str) -> None:
    with pytest.raises(BadEnvironmentError, match="KEJITING_DATABASE_URL_FILE") as refusal:
        read_environment({"KEJITING_DATABASE_URL_FILE": write(file, data, mode)}, PROJECT)
    assert reason in str(refusal.value)
    assert "geheim" not in str(refusal.value)


def test_what_is_no_file_stops_the_start(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    for name in ("nothing", "pipe", "."):
        with pytest.raises(BadEnvironmentError, match="KEJITING_SECRET_KEY_FILE"):
            read_environment({"KEJITING_SECRET_KEY_FILE": str(tmp_path / name)}, PROJECT)


def test_a_short_key_stops_the_start(file: Path) -> None:
    with pytest.raises(BadEnvironmentError, match="至少要有 50 个字符"):
        read_environment({"KEJITING_SECRET_KEY_FILE": write(file, b"short")}, PROJECT)


def test_a_secret_comes_one_way(file: Path) -> None:
    environ = {"KEJITING_DATABASE_URL": URL, "KEJITING_DATABASE_URL_FILE": write(file, URL.encode())}
    with pytest.raises(BadEnvironmentError, match="只能写一个"):
        read_environment(environ, PROJECT)
    with pytest.raises(BadEnvironmentError, match="KEJITING_SECRET_KEY 不认识"):
        read_environment({"KEJITING_SECRET_KEY": KEY}, PROJECT)


@pytest.mark.parametrize("url", ["postgres://u:geheim/x@db/x", "postgres://u:p@db:geheim/x", "mysql://u:geheim@db/x"])
def test_an_odd_address_is_not_quoted(file: Path, url: str) -> None:
    with pytest.raises(BadEnvironmentError) as refusal:
        read_environment({"KEJITING_DATABASE_URL_FILE": write(file, url.encode())}, PROJECT)
    assert "geheim" not in str(refusal.value)


def run(data: Path, *command: str, **environ: str) -> subprocess.CompletedProcess[str]:
    given = {"PATH": os.environ["PATH"], "KEJITING_DATA_DIR": str(data), **environ}
    return subprocess.run(
        [sys.executable, "manage.py", *command], cwd=PROJECT, env=given, capture_output=True, text=True, check=False
    )


def test_a_start_says_it_in_one_line(file: Path, tmp_path: Path) -> None:
    done = run(tmp_path, "check", KEJITING_SECRET_KEY_FILE=str(file))

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"启动不了：环境变量 KEJITING_SECRET_KEY_FILE 指的文件 {file} 读不了：No such file or directory"
    ]


def test_a_key_by_file_is_neither_made_nor_backed_up(installation: Path, file: Path, tmp_path: Path) -> None:
    (installation / "secret-key").unlink(missing_ok=True)
    given = {"KEJITING_SECRET_KEY_FILE": write(file, KEY.encode())}
    done = run(installation, "backup", str(tmp_path / "backups"), **given)
    assert done.returncode == 0, done.stderr
    (backup,) = (path for path in (tmp_path / "backups").iterdir() if path.is_dir())
    assert not (backup / "secret-key").exists()

    restored = run(tmp_path / "new", "restore", str(backup), **given)
    assert restored.returncode == 0, restored.stderr
    assert not (tmp_path / "new" / "secret-key").exists()
