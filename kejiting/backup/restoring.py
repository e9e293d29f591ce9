"""Bring a backup back into an installation that has nothing yet."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from kejiting.backup.backups import SECRET_KEY, Backup, backups_in
from kejiting.backup.databases import database_kind
from kejiting.backup.empty_place import empty_place
from kejiting.backup.files import BackupError, Show, copy_file
from kejiting.backup.manifest import MANIFEST, Manifest
from kejiting.backup.originals import bring_originals
from kejiting.backup.snapshot import refuse_newer, table_counts
from kejiting.runtime.replicas import PRIMARY


def restore(source: Path, show: Show) -> Backup:
    """Bring back a backup, or the newest one in a folder of backups; an older base is brought to this version.

    All files are held against the manifest before anything is touched. Raises BackupError, OSError, django.db.Error.
    """
    folder = _newest(source)
    manifest = Manifest.read(folder, "backup")
    kind = database_kind()
    if manifest.database != connections[PRIMARY].vendor:
        raise BackupError(
            f"这份备份的数据库与这里的（{kind.name}）不是同一种，没有改动任何数据；"
            "请按备份的那种设置 KEJITING_DATABASE_URL，换数据库请用 export 和 import。"
        )
    refuse_newer(manifest.migrations)
    refuse_without_room(manifest)
    manifest.verify(folder, show)
    with empty_place():
        bring_originals(folder, manifest.files, show)
        if SECRET_KEY in manifest.files:
            _bring_secret_key(folder)
        kind.load(folder / kind.file)
        if table_counts() != manifest.counts:
            raise BackupError("恢复出来的数据与清单的行数不符，已撤回；请换另一份备份。")
        call_command("migrate", verbosity=0, interactive=False)
    return Backup(folder, manifest)


def refuse_without_room(manifest: Manifest) -> None:
    """Raise BackupError if the disk has no room for what is to be brought back."""
    if shutil.disk_usage(settings.SHARED_DIR).free < manifest.size:
        raise BackupError(f"磁盘空间不够，需要 {manifest.size // 2**20 + 1} MB，没有改动任何数据。")


def _newest(source: Path) -> Path:
    if source.is_dir() and not (source / MANIFEST).exists() and (found := backups_in(source)):
        return found[-1]
    return source


def _bring_secret_key(folder: Path) -> None:
    """In the place of the one that this very start has made."""
    target = Path(settings.SHARED_DIR) / SECRET_KEY
    draft = target.with_name(f".{SECRET_KEY}.restored")
    draft.unlink(missing_ok=True)
    copy_file(folder / SECRET_KEY, draft)
    draft.replace(target)
