"""A process that reads files, seen from the one that asks.

The processes are our own and live from file to file. `multiprocessing` would run the main module of whoever asks once
more in each child (manage.py, a test runner), and its fork server fails in forks of the process that started it.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, cast

from kejiting.text.bounded.worker import Reader, Task, WorkerReply, receive, send

_START_SECONDS = 60
# The files after which a process makes room for a new one
_MOST_FILES = 200

_log = logging.getLogger(__name__)


class ReadingProcess:
    """A process that reads one file after another. It is fresh as long as the next file may be given to it.

    The programs that it starts, and what it leaves in its folder for temporary files, end with it.
    """

    def __init__(self, reader: Reader) -> None:
        self._files = 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kejiting.text.bounded.worker", *reader],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl+C at a terminal is for the one that asks; to be ended with its children
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        self._tasks, self._answers = cast("tuple[IO[bytes], IO[bytes]]", (self._process.stdin, self._process.stdout))
        self.fresh = True
        self._folder = ""
        try:
            with self._deadline(_START_SECONDS):
                self._folder = self._answer().said
                self._answer()  # its libraries are loaded
        except BaseException:
            self.end()
            raise

    def ask(self, task: Task, data: bytes) -> WorkerReply:
        """Raises `TimeoutError`, and `OSError` or `EOFError` if the process has ended."""
        self.fresh = False
        with self._deadline(task.seconds):
            send(self._tasks, json.dumps(task).encode())
            send(self._tasks, data)
            answer = self._answer()
        self._files += 1
        self.fresh = not answer.spent and answer.outcome != "failed" and self._files < _MOST_FILES
        return answer

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def end(self) -> int:
        """Return the exit status, negative for a signal."""
        self._kill()
        self._answers.close()
        try:
            self._tasks.close()
        except BrokenPipeError:
            _log.debug("the process had ended before it took the whole file")
        status = self._process.wait()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
        return status

    def _kill(self) -> None:
        """Kill the process with the programs that it started, unless it was waited for: its number may be another's."""
        if self._process.returncode is None:
            os.killpg(self._process.pid, signal.SIGKILL)

    def _answer(self) -> WorkerReply:
        return WorkerReply(*json.loads(receive(self._answers)))

    @contextmanager
    def _deadline(self, seconds: float) -> Iterator[None]:
        """Kill the process after so long: that ends whatever waits for it, be it writing or reading."""
        passed = threading.Event()

        def end() -> None:
            passed.set()
            self._kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (OSError, EOFError):
            if not passed.is_set():
                raise
        finally:
            timer.cancel()
            timer.join()
        if passed.is_set():
            raise TimeoutError
