"""Readers that do what files lead readers to; each runs in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kejiting.text.unreadable import UnreadableFile


def echo(data: bytes) -> str:
    return data.decode()


def process_id(data: bytes) -> str:
    return str(os.getpid())


def refuse(data: bytes) -> str:
    raise UnreadableFile("请改正后再上传。")


def sleep(data: bytes) -> str:
    time.sleep(60)
    return ""


def start_a_program(data: bytes) -> str:
    """Wait for a program that does not end; its number stands in the file of this name, and the folder for its files."""
    program = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    folder = tempfile.mkdtemp()
    noted = Path(data.decode())
    noted.with_suffix(".part").write_text(f"{program.pid} {folder}")
    noted.with_suffix(".part").rename(noted)
    return str(program.wait())


def spin(data: bytes) -> str:
    while True:
        pass


def fill_memory(data: bytes) -> str:
    return str(len(b"x" * 10**9))


def fill_memory_and_blame_the_file(data: bytes) -> str:
    try:
        return fill_memory(data)
    except Exception as error:
        raise UnreadableFile("文件已损坏。") from error


def leave(data: bytes) -> str:
    os._exit(3)


def crash(data: bytes) -> str:
    os.kill(os.getpid(), signal.SIGSEGV)
    return ""


def recurse(data: bytes) -> str:
    return recurse(data)


def print_much(data: bytes) -> str:
    os.write(1, b"noise " * 10)
    return data.decode()


def fail(data: bytes) -> str:
    raise ZeroDivisionError
