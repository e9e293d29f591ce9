"""Take one file into the base, and say what became of it. Whatever is wrong with it, the next one gets its turn."""

from __future__ import annotations

import errno
import hashlib
import logging
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from django.db import DatabaseError, connection, reset_queries

from kejiting.ingest.duplicates import Duplicates
from kejiting.ingest.originals import short_name
from kejiting.ingest.reading import ParsedUpload, read_letter
from kejiting.ingest.saving import BASE_DOWN, ingest_letter
from kejiting.runtime.terminal import file_name
from kejiting.runtime.turns import in_turn
from kejiting.text.files import bytes_of
from kejiting.text.unreadable import UnreadableFile
from proposals.parsing import ParsedLetter, looks_like_letter
from proposals.records import SameFileError, letter_of_file, to_parsed

logger = logging.getLogger(__name__)

Status = Literal["new", "duplicate", "changed", "failed"]
Taken = TypeVar("Taken")

DISK_FULL = "磁盘已满（空间或能建的文件数用完了），没有录入；请腾出空间后再运行一次。"
_FORBIDDEN = "没有权限读写，没有录入；请检查文件和数据文件夹的权限。"
_TROUBLE = {
    errno.ENOENT: "文件已经不在了，或者链接指向的文件不在了，没有录入。",
    errno.ELOOP: "这个链接绕成了圈，找不到文件，没有录入。",
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: "磁盘或数据文件夹是只读的，没有录入；请改为可写后再运行一次。",
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: DISK_FULL,
}
_BASE_TROUBLE = {
    "is full": DISK_FULL,
    "is locked": "数据库正忙，没有录入；请过一会儿再运行一次。",
}


@dataclass(frozen=True, slots=True)
class UploadResult:
    """What became of a file: the letter in it, or the sentence that says why there is none."""

    file: str
    status: Status
    letter: ParsedLetter
    error: str | None = None


def import_letter(path: Path, *, dry_run: bool, publish: bool) -> UploadResult:
    """Read a file and save its letter, unless the base has it. The search index is left to the caller. Never raises."""
    name = short_name(file_name(path))
    taken = take(path, lambda data: _tried(name, data) if dry_run else _saved(name, data, publish=publish))
    return UploadResult(name, "failed", ParsedLetter(text=""), taken) if isinstance(taken, str) else taken


def take(path: Path, keep: Callable[[bytes], Taken]) -> Taken | str:
    """Do with a file's bytes what is to be done, or say why that cannot be; one bad file never stops the rest."""
    reset_queries()  # with KEJITING_DEBUG Django gathers them
    name = short_name(file_name(path))
    try:
        _refuse_what_is_no_file(path)
        return keep(bytes_of(path))
    except UnreadableFile as error:
        return str(error)
    except OSError as error:
        logger.info("%s: %s", name, error)
        return _sentence_of(error)
    except DatabaseError as error:
        if not connection.is_usable():
            connection.close()  # the next file gets a new one
        return next((said for sign, said in _BASE_TROUBLE.items() if sign in str(error)), BASE_DOWN.format(error))
    except Exception:
        logger.exception("%s could not be ingested", name)
        return "系统出错，没有录入；原因已记入日志。"


def _tried(name: str, data: bytes) -> UploadResult:
    reading = read_letter(name, data)
    try:
        return UploadResult(name, Duplicates.of(reading).status, reading.parsed)
    except DatabaseError:  # no base yet: every letter is new to it
        return UploadResult(name, "new", reading.parsed)


def _saved(name: str, data: bytes, *, publish: bool) -> UploadResult:
    known = letter_of_file(hashlib.sha256(data).hexdigest())
    if known:
        return UploadResult(name, "duplicate", to_parsed(known))
    reading = read_letter(name, data)
    with in_turn("ingest"):
        return UploadResult(name, _save(reading, publish=publish), reading.parsed)


def _save(reading: ParsedUpload, *, publish: bool) -> Status:
    status = Duplicates.of(reading).status
    if status != "duplicate":
        try:
            # what is no letter waits as a draft for a person to look at
            ingest_letter(reading, by=None, publish=publish and looks_like_letter(reading.parsed), index=False)
        except SameFileError:
            return "duplicate"
    return status


def _sentence_of(error: OSError) -> str:
    """Say to people why a file could not be read or kept."""
    return _TROUBLE.get(error.errno or 0, f"读写文件出错，没有录入：{error.strerror or error}。")


def _refuse_what_is_no_file(path: Path) -> None:
    """A pipe would keep the run waiting for ever."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise UnreadableFile("这个文件夹打不开，里面的文件没有读；请检查权限。")
    if not stat.S_ISREG(mode):
        raise UnreadableFile("这不是普通的文件（是管道、设备或套接字），没有读。")
