"""The process in which files are read: takes the names of readers and bytes, answers with text or a reason.

It is no server: it ends as soon as the process that started it does.
"""

from __future__ import annotations

import functools
import json
import os
import queue
import resource
import shutil
import signal
import struct
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple

from kejiting.text.bounded.folders import make_folder
from kejiting.text.file_text import FileText
from kejiting.text.unreadable import UnreadableFile

_SIZE = struct.Struct("!Q")
_STATM = Path("/proc/self/statm")
_MEGABYTE = 1024 * 1024
# How much longer than asked a reader may go on whom nobody is left to stop
_GRACE_SECONDS = 1
# A process that has grown by more is not kept: what was freed does not always go back.
_KEPT_GROWTH = 256 * _MEGABYTE


class Reader(NamedTuple):
    """A function from bytes to text or `FileText`, named: its libraries are loaded where it runs, and nowhere else."""

    module: str
    name: str


class Task(NamedTuple):
    """What is asked; the file's bytes follow as a message of their own."""

    module: str
    reader: str
    seconds: float
    megabytes: int


class WorkerReply(NamedTuple):
    """`said`: the text, the sentence of a refusal, or the folder for temporary files of a process that has started.

    `reason` is for the log, `spent`: ask another process next time.

    `left_out`: the values of what the text does not say (`LeftOut`); `recognised`, `doubtful` as in `FileText`.
    """

    outcome: Literal["started", "ready", "text", "refused", "failed"]
    said: str = ""
    reason: str = ""
    spent: bool = False
    left_out: Sequence[Sequence[Any]] = ()
    recognised: Sequence[int] = ()
    doubtful: Sequence[int] = ()


def send(channel: IO[bytes], message: bytes) -> None:
    channel.write(_SIZE.pack(len(message)))
    channel.write(message)
    channel.flush()


def receive(channel: IO[bytes]) -> bytes:
    """Return the next message; raise `EOFError` if the other end has closed."""
    return _exactly(channel, _SIZE.unpack(_exactly(channel, _SIZE.size))[0])


def _exactly(channel: IO[bytes], size: int) -> bytes:
    found = channel.read(size)
    if len(found) < size:
        raise EOFError
    return found


def main() -> None:
    """Answer tasks until the other end closes."""
    answers = _claim_output()
    tasks: queue.SimpleQueue[tuple[Task, bytes]] = queue.SimpleQueue()
    folder = tempfile.tempdir = make_folder()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    threading.Thread(target=_listen, args=(sys.stdin.buffer, tasks, folder), daemon=True).start()
    # before anything that may take long: who ends this process meanwhile removes the folder
    _answer(answers, WorkerReply("started", folder))
    _reader(*sys.argv[1:])
    _answer(answers, WorkerReply("ready"))
    while True:
        _answer(answers, _read(*tasks.get()))


def _claim_output() -> IO[bytes]:
    """Keep the output for answers alone: a library that prints would garble them."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _listen(channel: IO[bytes], tasks: queue.SimpleQueue[tuple[Task, bytes]], folder: str) -> None:
    """Hear the other end close even while a file is being read; then this process ends, and all that it started."""
    try:
        while True:
            tasks.put((Task(*json.loads(receive(channel))), receive(channel)))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.killpg(0, signal.SIGKILL)


def _answer(channel: IO[bytes], answer: WorkerReply) -> None:
    send(channel, json.dumps(answer).encode())


@functools.cache
def _reader(module: str, name: str) -> tuple[Callable[[bytes], Any], int]:
    """Return a reader, and the bytes of address space that the process had with its libraries loaded."""
    return getattr(import_module(module), name), _address_space()


def _read(task: Task, data: bytes) -> WorkerReply:
    reader, base = _reader(task.module, task.reader)
    # The system itself ends a reader that is deep in a library and hears of nothing.
    signal.setitimer(signal.ITIMER_REAL, task.seconds + _GRACE_SECONDS)
    _bound_memory(base + task.megabytes * _MEGABYTE if base else resource.RLIM_INFINITY)
    try:
        answer = _said(reader(data))
    except UnreadableFile as refusal:
        answer = WorkerReply(
            "failed" if _is_for_memory(refusal) else "refused", str(refusal), _reason(refusal.__cause__)
        )
    except Exception as error:
        # Whatever a broken file leads a library to, lack of memory too: the other end logs it.
        answer = WorkerReply("failed", reason=_reason(error))
    finally:
        _bound_memory(resource.RLIM_INFINITY)
        signal.setitimer(signal.ITIMER_REAL, 0)
    return answer._replace(spent=_address_space() > base + _KEPT_GROWTH)


def _reason(error: BaseException | None) -> str:
    """Return what failed, and where; what it says may quote the file, and is not for the log."""
    if error is None:
        return ""
    *_, at = traceback.extract_tb(error.__traceback__) or [traceback.FrameSummary("?", 0, "")]
    return f"{type(error).__name__} at {at.filename.rpartition('/')[2]}:{at.lineno}"


def _said(read: FileText | str) -> WorkerReply:
    if isinstance(read, str):
        return WorkerReply("text", read)
    return WorkerReply("text", read.text, left_out=read.left_out, recognised=read.recognised, doubtful=read.doubtful)


def _is_for_memory(error: BaseException | None) -> bool:
    """A reader that says of every error that the file is broken says it of this one too."""
    while error is not None and not isinstance(error, MemoryError):
        error = error.__cause__ or error.__context__
    return error is not None


def _address_space() -> int:
    """Return the bytes that this process has asked for so far; 0 where the system does not tell."""
    return int(_STATM.read_text().split()[0]) * resource.getpagesize() if _STATM.exists() else 0


def _bound_memory(size: int) -> None:
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    is_free = hard == resource.RLIM_INFINITY
    wanted = size if is_free or 0 <= size <= hard else hard
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


if __name__ == "__main__":
    main()
