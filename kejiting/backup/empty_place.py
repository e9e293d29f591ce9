"""An installation that has nothing yet is filled, wholly or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connections

from kejiting.backup.databases import database_kind, has_tables
from kejiting.backup.files import BackupError, new_file, one_at_a_time, sync_folder, sync_tree
from kejiting.backup.originals import originals_folder, remove_originals
from kejiting.runtime.replicas import PRIMARY

HALF = "这里的恢复或导入没有做完，数据不全。请再运行一次 manage.py restore 或 import，它会从头做起。"


def is_half_filled() -> bool:
    """Whether a run that was to fill this installation was cut off."""
    return _marker().exists()


@contextmanager
def empty_place() -> Iterator[None]:
    """Fill base and originals inside.

    A marker stands there meanwhile. It was set where nothing was: all that is found beside it comes of a run that was
    cut off, and is taken away, as it is if this run fails. Raises BackupError if there is anything else.
    """
    folder = Path(settings.SHARED_DIR)
    with one_at_a_time(folder / ".restore.lock", "另一次恢复或导入正在进行，这次没有改动任何数据。"):
        if not is_half_filled():
            if has_tables() or any(originals_folder().glob("*/*")):
                raise BackupError(
                    "这里已经有数据，没有改动；请把 KEJITING_DATA_DIR 指到一个空文件夹（或空数据库）再试。"
                )
            with new_file(_marker()):
                pass
            sync_folder(folder)
        _clear()
        try:
            yield
        except BaseException:
            _clear()
            _marker().unlink()
            raise
        connections[PRIMARY].close()
        sync_folder(Path(settings.DATA_DIR))
        sync_tree(originals_folder())
        _marker().unlink()
        sync_folder(folder)


def _marker() -> Path:
    return Path(settings.SHARED_DIR) / ".restoring"


def _clear() -> None:
    database_kind().clear()
    remove_originals()
