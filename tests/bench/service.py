"""An installation of its own: a data folder full of generated letters, and the server as a process that serves it."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.letters import PROJECT

_HOST = "127.0.0.1"
_LONGEST_START = 60
# What `manage.py serve` becomes when all is prepared
_GUNICORN = ("-m", "gunicorn", "--config", "python:kejiting.runtime.server", "kejiting.wsgi")
# By a small process between: a child counts the peak of the process that it was forked from as its own
_MEASURED = """
import resource, subprocess, sys, time
began = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, time.perf_counter() - began, used.ru_maxrss)
"""


def make_data(data: Path, letters: int) -> None:
    """Fill a new data folder by the product's own commands."""
    fill_base(data, letters)
    manage(data, "search_index", "rebuild")
    collect_static(data)


def fill_base(data: Path, letters: int, *, ledgers: bool = True) -> None:
    """A new data folder with letters, which nothing has indexed yet. `ledgers`: with their figures and promises."""
    data.mkdir(parents=True)
    manage(data, "migrate", "--verbosity=0")
    reading = "fill" if ledgers else "count_as_read"
    shell(data, f"from tests.bench import base, ledgers; base.fill({letters}); ledgers.{reading}()")


def collect_static(data: Path) -> None:
    """As a start does it, which then has nothing left to collect."""
    shell(data, "from kejiting.management.static_files import collect_static; collect_static()")


def shell(data: Path, statements: str) -> str:
    """What the statements write that run where Django is set up."""
    return manage(data, "shell", "--verbosity=0", "-c", statements)


def manage(data: Path, *words: str) -> str:
    """What the command writes."""
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=PROJECT, env=environ(data), check=True, stdout=subprocess.PIPE, text=True).stdout


@dataclass(frozen=True, slots=True)
class Used:
    """What a process took, with the processes that it waited for; megabytes of 2**20 bytes, resident."""

    cpu_seconds: float
    wall_seconds: float
    peak_megabytes: float


def measured(data: Path, *words: str) -> Used:
    """What the command takes, the start of its process included."""
    command = [sys.executable, "-c", _MEASURED, sys.executable, "manage.py", *words]
    done = subprocess.run(command, cwd=PROJECT, env=environ(data), check=True, stdout=subprocess.PIPE, text=True)
    cpu, wall, kilobytes = map(float, done.stdout.split())
    return Used(cpu, wall, kilobytes / 1024)


def environ(data: Path) -> dict[str, str]:
    """The environment of an installation whose data folder this is, as make runs it."""
    others = ("KEJITING_", "DJANGO_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    return {**kept, "KEJITING_DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "kejiting.settings"}


@dataclass(frozen=True, slots=True)
class Service:
    """`pid` is gunicorn's first process, whose children are the workers."""

    port: int
    pid: int

    def connect(self) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection(_HOST, self.port, timeout=_LONGEST_START)
        connection.connect()
        # small requests go out at once
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def worker_megabytes(self) -> tuple[float, float]:
        """What the largest worker has in memory: all of it (RSS), and with its part only of what is shared (PSS)."""
        return max((_megabytes(child, "Rss"), _megabytes(child, "Pss")) for child in self._workers())

    def worker_seconds(self) -> float:
        """The processor time that the workers have taken so far, in steps of a hundredth."""
        ticks = (Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[11:13] for child in self._workers())
        return sum(int(one) for pair in ticks for one in pair) / os.sysconf("SC_CLK_TCK")

    def _workers(self) -> list[str]:
        return Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()


def _megabytes(process: str, name: str) -> float:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024


def editor_cookie(data: Path) -> dict[str, str]:
    """The header by which the server knows the administrator of the base, logged in."""
    log_in = "from tests.bench.base import session_key; print(session_key())"
    return {"Cookie": f"sessionid={shell(data, log_in).split()[-1]}"}


def fetch(
    connection: http.client.HTTPConnection, address: str, headers: Mapping[str, str] | None = None
) -> tuple[int, bytes]:
    connection.request("GET", address, headers=headers or {})
    response = connection.getresponse()
    return response.status, response.read()


@contextmanager
def serving(data: Path, workers: int, *, prepare: bool = False) -> Iterator[Service]:
    """The server from its start, before it answers, to its end. `prepare`: as `manage.py serve` starts it."""
    with closing(socket.create_server((_HOST, 0))) as door:
        port = door.getsockname()[1]
    environment = {**environ(data), "PORT": str(port), "GUNICORN_CMD_ARGS": f"--workers={workers}"}
    command = [sys.executable, *(("manage.py", "serve") if prepare else _GUNICORN)]
    server = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield Service(port, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=_LONGEST_START)


def first_answer(service: Service, address: str) -> tuple[int, bytes]:
    """The first answer of a server that has just been started."""
    until = time.monotonic() + _LONGEST_START
    while True:
        try:
            with closing(service.connect()) as connection:
                return fetch(connection, address)
        except (ConnectionError, http.client.HTTPException):
            if time.monotonic() > until:
                raise
            time.sleep(0.005)
