"""Room on the disks, for bytes and for files."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from kejiting.doctor.examination import Defect, Depth, Looked, Severity

_MEGABYTE = 1 << 20
# With less, a save or a rebuild fails soon; a rebuild of the index and SQLite's own work need some times this
_LITTLE, _TOO_LITTLE = 2048 * _MEGABYTE, 256 * _MEGABYTE
_FEW_INODES = 1000


def look_at_disks(depth: Depth) -> Looked:
    """Raises OSError if a folder is not there."""
    folders = (Path(tempfile.gettempdir()), Path(settings.SHARED_DIR), Path(settings.DATA_DIR))
    disks = {folder.stat().st_dev: folder for folder in folders}.values()
    defects = [defect for folder in disks for defect in _room(folder)]
    free = min(map(_free, disks)) // _MEGABYTE
    return Looked(f"数据文件夹和临时文件夹所在磁盘的空间（最少的还有 {free} MB）", defects)


def _free(folder: Path) -> int:
    disk = os.statvfs(folder)
    return disk.f_bavail * disk.f_frsize


def _room(folder: Path) -> Iterator[Defect]:
    disk, free = os.statvfs(folder), _free(folder)
    if free < _LITTLE:
        severity = Severity.ERROR if free < _TOO_LITTLE else Severity.WARNING
        yield Defect(f"{folder} 所在的磁盘只剩 {free // _MEGABYTE} MB。请清理或扩大磁盘，否则很快不能保存。", severity)
    # some file systems have no bound, and say 0
    if disk.f_files and disk.f_favail < _FEW_INODES:
        yield Defect(f"{folder} 所在的磁盘只能再建 {disk.f_favail} 个文件。请删除不用的小文件。")
