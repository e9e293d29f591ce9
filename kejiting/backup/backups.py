"""Back up while the program serves: a folder for each backup, named by its time; originals that stay take no room twice."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils import timezone

from kejiting.backup.databases import database_kind
from kejiting.backup.files import (
    BackupError,
    FileFacts,
    Show,
    copy_file,
    facts_of_request,
    new_folder,
    one_at_a_time,
    remove_folder,
)
from kejiting.backup.manifest import Manifest
from kejiting.backup.originals import Previous, copy_originals
from kejiting.backup.snapshot import applied_migrations, snapshot, table_counts
from kejiting.runtime.replicas import PRIMARY

SECRET_KEY = "secret-key"  # noqa: S105  # a file's name
_NAME = "%Y-%m-%d_%H%M%S"
_NAMED = re.compile(r"\d{4}-\d\d-\d\d_\d{6}")


@dataclass(frozen=True, slots=True)
class Backup:
    folder: Path
    manifest: Manifest


def back_up(target: Path, *, keep: int | None, show: Show) -> Backup:
    """Write a backup into a new folder in `target`, then take away all but the newest `keep`.

    Raises BackupError, OSError, django.db.Error, sqlite3.Error.
    """
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    with one_at_a_time(target / ".lock", "另一次备份正在写这个文件夹，这次没有备份。"):
        _sweep(target)
        earlier = backups_in(target)
        folder = target / _next_name(earlier)
        with new_folder(folder) as part:
            manifest = _write(part, earlier[-1:], show)
        if keep is not None:
            for old in backups_in(target)[:-keep]:
                _take_away(old)
    return Backup(folder, manifest)


def backups_in(target: Path) -> list[Path]:
    """The folders of whole backups, the oldest first. Raises OSError."""
    return sorted(path for path in target.iterdir() if _NAMED.fullmatch(path.name) and path.is_dir())


def _write(part: Path, earlier: list[Path], show: Show) -> Manifest:
    """The base stands between two looks at the originals: whichever it knows of was there at one of them."""
    kind = database_kind()
    files: dict[str, FileFacts] = {}
    damaged: list[str] = []
    previous = None
    with suppress(BackupError, IndexError):
        previous = Previous(earlier[-1], Manifest.read(earlier[-1], "backup").files)
    copy_originals(part, files, damaged, previous, show)
    with snapshot():
        counts = table_counts()
        if not counts:
            raise BackupError("这里还没有数据，没有备份；请检查 KEJITING_DATA_DIR 和 KEJITING_DATABASE_URL。")
        migrations = applied_migrations()
        kind.dump(part / kind.file, show)
    copy_originals(part, files, damaged, previous, show)
    files[kind.file] = facts_of_request(part / kind.file)
    if settings.ENVIRONMENT.secret_key is None:  # one that is given by a file is kept by whoever gives it
        files[SECRET_KEY] = copy_file(Path(settings.SHARED_DIR) / SECRET_KEY, part / SECRET_KEY)
    vendor = connections[PRIMARY].vendor
    manifest = Manifest("backup", vendor, migrations, counts, dict(sorted(files.items())), damaged)
    manifest.write(part)
    return manifest


def _next_name(earlier: list[Path]) -> str:
    """By the clock, but after the newest: a clock that was set back makes no new backup look old."""
    moment = timezone.localtime().replace(tzinfo=None)
    if earlier:
        newest = datetime.strptime(earlier[-1].name, _NAME)  # noqa: DTZ007  # of this place, as all names are
        moment = max(moment, newest + timedelta(seconds=1))
    return moment.strftime(_NAME)


def _sweep(target: Path) -> None:
    """Take away what runs that were killed have left."""
    for path in target.glob(".*.part"):
        remove_folder(path)


def _take_away(folder: Path) -> None:
    """It stops being a backup at once; if the rest is cut off, the next run sweeps."""
    gone = folder.with_name(f".{folder.name}.part")
    folder.rename(gone)
    remove_folder(gone)
