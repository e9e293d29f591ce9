"""Files and folders that are there whole or not at all, also after a power cut; read by their owner only."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_LOT = 1 << 20

Show = Callable[[int, int, str], None]
"""Told how far a long run has come: so many are done, of so many, and the name of the next."""


class BackupError(Exception):
    """What cannot be backed up, brought back, exported or imported; the message is a Chinese sentence for people."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """By which a file is known again: its size in bytes, and its SHA-256 in hexadecimal digits."""

    size: int
    sha256: str


def facts_of_request(path: Path) -> FileFacts:
    """Read the file. Raises OSError."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return FileFacts(file.tell(), sha256)


def copy_file(source: Path, target: Path) -> FileFacts:
    """Copy a file to where there is none, through to the disk; the facts are of what was read. Raises OSError."""
    digest = hashlib.sha256()
    size = 0
    with source.open("rb") as reader, new_file(target) as writer:
        while lot := reader.read(_LOT):
            digest.update(lot)
            size += writer.write(lot)
    return FileFacts(size, digest.hexdigest())


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file to be written where there is none; it is on the disk at the end. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """Fill a folder under a hidden name; when all of it is on the disk, it gets its own. Raises OSError.

    What a killed run left under the hidden name is taken away: two at once are kept out by `one_at_a_time`.
    """
    part = target.with_name(f".{target.name}.part")
    remove_folder(part)
    part.mkdir(mode=0o700)
    try:
        yield part
        sync_tree(part)
        part.rename(target)
        sync_folder(target.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def remove_folder(folder: Path) -> None:
    """Delete a folder if it is there. Raises OSError."""
    if folder.exists():
        shutil.rmtree(folder)


def sync_tree(top: Path) -> None:
    """See to it that the names in a folder, and in those inside, are on the disk."""
    for folder, _, _ in os.walk(top):
        sync_folder(Path(folder))


def sync_folder(folder: Path) -> None:
    """The same for one folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def one_at_a_time(lock: Path, sentence: str) -> Iterator[None]:
    """Hold a file's lock, which ends with the process, however that ends. Raises BackupError if another has it."""
    with lock.open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError(sentence) from error
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)
