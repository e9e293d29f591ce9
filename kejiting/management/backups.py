"""What the commands of backups share: what went wrong as one sentence, and how far they have come."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError, OutputWrapper
from django.db import DatabaseError

from kejiting.backup.files import BackupError, Show
from kejiting.management.progress import Progress

_FULL = "磁盘空间不够（或能建的文件数用完了），没有做成，没有留下半份；请腾出空间后再运行一次。"
_FORBIDDEN = "没有权限读写（{}），没有做成；请检查文件夹的权限。"
_SENTENCES = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: _FORBIDDEN,
}


@contextmanager
def shown_on(stream: OutputWrapper) -> Iterator[Show]:
    """Show progress on a terminal. Raises CommandError with one sentence for whatever goes wrong."""
    progress = Progress(stream, 0)

    def show(done: int, total: int, name: str) -> None:
        progress.total = total
        progress.show(done, name)

    try:
        yield show
    except BackupError as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        sentence = _SENTENCES.get(error.errno or 0, "读写文件出错（{}），没有做成。")
        raise CommandError(sentence.format(error.filename or error.strerror)) from error
    except (DatabaseError, sqlite3.Error) as error:
        full = "full" in str(error)
        raise CommandError(
            _FULL if full else f"数据库读写出错，没有做成：{error}。请检查磁盘空间和数据文件夹的权限。"
        ) from error
    finally:
        progress.clear()
