"""Web servers before one base: each with a data folder of its own, what all share in a folder beside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.bench.service import PROJECT, Service, first_answer
from tests.cluster.ports import HOST, free_port
from tests.cluster.postgres import PRIMARY, Server

WORKERS = 2
_GUNICORN = ("-m", "gunicorn", f"--workers={WORKERS}", "--config", "python:kejiting.runtime.server", "kejiting.wsgi")
_COLLECT = "from kejiting.management.static_files import collect_static; collect_static()"
_LONGEST = 30.0


def environ(folder: Path, name: str, servers: Mapping[str, Server], replicas: int | None = None) -> dict[str, str]:
    """The environment of the web server of this name, which reads the first so many replicas (all, unless told)."""
    kept = {one: value for one, value in os.environ.items() if not one.startswith(("KEJITING_", "DJANGO_"))}
    urls = [server.url for server in servers.values() if server.name != PRIMARY][:replicas]
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "kejiting.settings",
        "KEJITING_DATA_DIR": str(folder / name),
        "KEJITING_SHARED_DIR": str(folder / "shared"),
        "KEJITING_DATABASE_URL": servers[PRIMARY].url,
        "KEJITING_DATABASE_REPLICAS": ",".join(urls),
        "KEJITING_HOST": HOST,
    }


def manage(environment: Mapping[str, str], *words: str) -> str:
    """What the command writes. Raises CalledProcessError."""
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(
        command, cwd=PROJECT, env=dict(environment), check=True, stdout=subprocess.PIPE, text=True
    ).stdout


@dataclass(slots=True)
class WebServer:
    """One gunicorn with its two processes, on a port that stays the same."""

    environment: dict[str, str]
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def start(self) -> None:
        """Come back when it answers."""
        told = {**self.environment, "PORT": str(self.port)}
        self.process = subprocess.Popen([sys.executable, *_GUNICORN], cwd=PROJECT, env=told, start_new_session=True)
        first_answer(Service(self.port, self.process.pid), "/login/")

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Kill it and its processes in the middle of what they do."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            # its processes are a group of their own; told to stop, the first one tells the others
            (os.killpg if how == signal.SIGKILL else os.kill)(self.process.pid, how)
        self.process.wait(_LONGEST)
        self.process = None


@contextmanager
def web_server(environment: dict[str, str]) -> Iterator[WebServer]:
    """A web server that has been started, with its static files collected; it ends with the block."""
    if not (Path(environment["KEJITING_DATA_DIR"]) / "static").exists():
        manage(environment, "shell", "--verbosity=0", "-c", _COLLECT)
    server = WebServer(environment, free_port())
    try:
        server.start()
        yield server
    finally:
        server.kill()
