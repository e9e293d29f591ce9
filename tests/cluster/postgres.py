"""A primary and its replicas: PostgreSQL servers in a temporary folder, on the loopback only."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.cluster.binaries import bin_folder, owner, run
from tests.cluster.ports import HOST, free_port

PRIMARY = "primary"
_LONGEST = 30.0
# The processes are killed in tests, the machine is not: what they wrote is there without waiting for the disk
_SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "fsync": "off",
    "full_page_writes": "off",
    "wal_keep_size": "512MB",
    "shared_buffers": "64MB",
    "wal_receiver_status_interval": "1s",
    "wal_retrieve_retry_interval": "500ms",
}


@dataclass(slots=True)
class Server:
    """One PostgreSQL. `settings` are those of its own, such as recovery_min_apply_delay."""

    name: str
    folder: Path
    port: int
    settings: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """As KEJITING_DATABASE_URL has it."""
        return f"postgres://postgres@{HOST}:{self.port}/postgres"

    def environ(self, base: str) -> dict[str, str]:
        """What a command on the base of that name is told; the base is made if it is not there."""
        if not self.holds("SELECT 1 FROM pg_database WHERE datname = %s", base):
            self.tell(f"CREATE DATABASE {base}")
        address = self.url.removesuffix("/postgres")
        return {"KEJITING_DATABASE_URL": f"{address}/{base}", "PATH": f"{bin_folder()}:{os.environ['PATH']}"}

    def start(self) -> None:
        """Come back when it takes connections."""
        told = {**_SETTINGS, **self.settings, "port": str(self.port)}
        words = [word for name, value in told.items() for word in ("-c", f"{name}={value}")]
        with (self.folder.parent / f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                [bin_folder() / "postgres", "-D", self.folder, *words], user=owner(), cwd="/", stdout=log, stderr=log
            )
        self._wait_until_it_answers()

    def stop(self) -> None:
        """Shut it down: clients are cut off, what was committed has been sent to the replicas."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """Kill it and all of its processes, as a power cut does."""
        self._end(signal.SIGKILL)

    def promote(self) -> None:
        """Make the replica a primary."""
        run("pg_ctl", "promote", "-w", "-D", str(self.folder))

    def holds(self, question: str, *values: str) -> bool:
        """Whether the answer has rows. Raises psycopg.OperationalError if the server is gone."""
        with psycopg.connect(self.url, autocommit=True, connect_timeout=3) as connection:
            return bool(connection.execute(question.encode(), values).fetchone())

    def tell(self, statements: str) -> None:
        with psycopg.connect(self.url, autocommit=True, connect_timeout=3) as connection:
            connection.execute(statements.encode())

    def processor_seconds(self) -> float:
        """Processor time of all its processes so far, in steps of a hundredth; of those that have ended, too."""
        assert self.process is not None
        ended_too = sum(_ticks(self.process.pid)[:4])
        return (ended_too + sum(sum(_ticks(child)[:2]) for child in self._children())) / os.sysconf("SC_CLK_TCK")

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        children = self._children() if how == signal.SIGKILL else []
        for pid in (self.process.pid, *children):
            try:
                os.kill(pid, how)
            except ProcessLookupError:
                continue
        self.process.wait(_LONGEST)
        self.process = None

    def _children(self) -> list[int]:
        assert self.process is not None
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def _wait_until_it_answers(self) -> None:
        until = time.monotonic() + _LONGEST
        while True:
            try:
                self.holds("SELECT 1")
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.02)
            else:
                return


@contextmanager
def postgres_cluster(replicas: int = 2, *, delays: Mapping[str, str] | None = None) -> Iterator[dict[str, Server]]:
    """The servers by their names: primary, replica1, …; `delays` gives a replica's recovery_min_apply_delay ("2s")."""
    folder = Path(tempfile.mkdtemp(prefix="kejiting-cluster-"))
    folder.chmod(0o755)  # PostgreSQL's own user passes
    servers: dict[str, Server] = {}
    try:
        servers[PRIMARY] = Server(PRIMARY, _data_folder(folder, PRIMARY), free_port())
        words = (
            "--username=postgres",
            "--auth=trust",
            "--encoding=utf8",
            "--no-sync",
            "--locale=C.UTF-8",
            "--wal-segsize=1",
        )
        run("initdb", *words, "-D", str(servers[PRIMARY].folder))
        servers[PRIMARY].start()
        for i in range(1, replicas + 1):
            name = f"replica{i}"
            delay = {"recovery_min_apply_delay": delays[name]} if delays and name in delays else {}
            servers[name] = Server(name, _data_folder(folder, name), free_port(), delay)
            copying = ("--write-recovery-conf", "--checkpoint=fast", "--wal-method=stream", "--no-sync")
            run("pg_basebackup", *copying, "-d", servers[PRIMARY].url, "-D", str(servers[name].folder))
            servers[name].start()
        yield servers
    finally:
        for server in reversed(servers.values()):
            server.kill()
        shutil.rmtree(folder)


def _data_folder(folder: Path, name: str) -> Path:
    path = folder / name
    path.mkdir(mode=0o700)
    if user := owner():
        shutil.chown(path, user)
    return path


def _ticks(pid: int) -> list[int]:
    """Of the process in user and system mode, then of its children that have ended."""
    return [int(one) for one in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:15]]
