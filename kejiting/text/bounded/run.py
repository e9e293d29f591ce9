"""Run a reader of untrusted files in a process of its own, which is ended when it takes too long or too much."""

from __future__ import annotations

import atexit
import logging
import os
from collections import deque

from kejiting.text.bounded.process import ReadingProcess
from kejiting.text.bounded.worker import Reader, Task
from kejiting.text.file_text import FileText, LeftOut
from kejiting.text.unreadable import UnreadableFile

TOO_LONG = "这份文件读了 {seconds:g} 秒还没有读完，可能已损坏，请在原来的程序里打开后重新导出，再上传。"
FAILED = "读这份文件要用的内存太多，或者文件已损坏，请在原来的程序里打开后重新导出，再上传。"
BUSY = "系统现在太忙，没有读成这份文件，请过一会儿再试。"
# Processes kept for the next file
_KEPT = 2

_log = logging.getLogger(__name__)


def run_bounded(reader: Reader, data: bytes, *, seconds: float, megabytes: int, too_long: str = TOO_LONG) -> FileText:
    """Return what the reader makes of the data. Raises `UnreadableFile`: the reader's, or for passing a bound.

    The memory is what the reader may ask for beyond its libraries; only Linux bounds it. Any thread may call.
    """
    process = _take(reader)
    try:
        answer = process.ask(Task(*reader, seconds, megabytes), data)
    except TimeoutError as error:
        _log.warning("%s: %d bytes took more than %g seconds", reader.name, len(data), seconds)
        raise UnreadableFile(too_long.format(seconds=seconds)) from error
    except (OSError, EOFError) as error:
        _log.warning("%s: %d bytes ended the process (%s)", reader.name, len(data), process.end())
        raise UnreadableFile(FAILED) from error
    finally:
        _give_back(process)
    if answer.outcome == "failed":
        _log.warning("%s: %d bytes failed: %s", reader.name, len(data), answer.reason)
        raise UnreadableFile(FAILED)
    if answer.outcome == "refused":
        _log.info("%s: %d bytes refused: %s %s", reader.name, len(data), answer.said, answer.reason)
        raise UnreadableFile(answer.said)
    left_out = tuple(LeftOut(*part) for part in answer.left_out)
    return FileText(answer.said, left_out, tuple(answer.recognised), tuple(answer.doubtful))


_idle: deque[ReadingProcess] = deque()


def _take(reader: Reader) -> ReadingProcess:
    while True:
        try:
            process = _idle.pop()
        except IndexError:
            break
        if process.is_alive():
            return process
        process.end()
    try:
        return ReadingProcess(reader)
    except (OSError, EOFError) as error:
        _log.exception("no process to read a file in")
        raise UnreadableFile(BUSY) from error


def _give_back(process: ReadingProcess) -> None:
    if process.fresh and len(_idle) < _KEPT:
        _idle.append(process)
    else:
        process.end()


def _end_all() -> None:
    while _idle:
        _idle.pop().end()


atexit.register(_end_all)
# A fork has processes of its own: two that ask one would get each other's answers.
os.register_at_fork(after_in_child=_idle.clear)
