"""The machine around the base: room on its disks, who may read the data folder, its clock, the server."""

from __future__ import annotations

import os
import stat
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from kejiting.doctor.examination import Defect, Depth, Looked, Severity, listed
from kejiting.ingest.originals import originals_folder
from kejiting.runtime.sql import rows
from measures.models import CommitmentReview, CommitmentStep, Plan
from proposals.models import IndexOutbox, ReplyLetter

_MEGABYTE = 1 << 20
# With less, a save or a rebuild fails soon; a rebuild of the index and SQLite's own work need some times this
_LITTLE, _TOO_LITTLE = 2048 * _MEGABYTE, 256 * _MEGABYTE
_FEW_INODES = 1000
# Clocks of a network differ by so much
_SLACK = timedelta(minutes=5)
_SERVER_SECONDS = 5.0
_SLOW_SECONDS = 1.0
# When something was last done, read from an index or a short table
_ACTS = (
    (ReplyLetter.history.model, "history_date"),
    (Plan.history.model, "history_date"),
    (CommitmentStep, "at"),
    (CommitmentReview, "at"),
    (IndexOutbox, "noted_at"),
)


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


def look_at_permissions(depth: Depth) -> Looked:
    """Raises OSError if a folder is not there."""
    folders = dict.fromkeys((Path(settings.DATA_DIR), Path(settings.SHARED_DIR)))
    wanted = dict.fromkeys(folders, 0o750) | {Path(settings.SHARED_DIR) / "secret-key": 0o600}
    open_to_others = {path: mode for path, mode in wanted.items() if stat.S_IMODE(path.stat().st_mode) & ~mode & 0o077}
    defects = [
        Defect(
            f"{path} 别人也能读取或改动。请运行 manage.py doctor --repair，或 chmod {mode:o} {path}。",
            mend=partial(_close, path, mode),
        )
        for path, mode in open_to_others.items()
    ]
    needed = [*folders, originals_folder(), *_base_files()]
    shut = [path for path in needed if path.exists() and not os.access(path, os.R_OK | os.W_OK)]
    if shut:
        defects.append(Defect(f"运行程序的用户不能写：{listed(shut)}。请把它们改为归这个用户所有（chown）。"))
    return Looked("数据文件夹和密钥是否只有自己能读、能写", defects)


def _close(path: Path, mode: int) -> str:
    path.chmod(stat.S_IMODE(path.stat().st_mode) & mode)
    return f"{path} 已改为别人不能读取。"


def _base_files() -> Iterator[Path]:
    if connection.vendor == "sqlite":
        base = Path(connection.settings_dict["NAME"])
        yield from (base, base.with_name(f"{base.name}-wal"))


def look_at_clock(depth: Depth) -> Looked:
    defects = []
    now = timezone.now()
    newest = max(filter(None, (_newest(model, column) for model, column in _ACTS)), default=now)
    if newest > now + _SLACK:
        defects.append(
            Defect(
                f"最近一次操作记在 {_shown(newest)}，比现在（{_shown(now)}）还晚，时钟可能被调回。请校准系统时间（timedatectl）。"
            )
        )
    late = [path for path in _dated_files() if datetime.fromtimestamp(path.stat().st_mtime, now.tzinfo) > now + _SLACK]
    if late:
        defects.append(Defect(f"文件的时间在将来：{listed(late)}。请校准系统时间；共享文件夹的，还有存放它的主机的。"))
    if connection.vendor == "postgresql":
        ((there,),) = rows("SELECT clock_timestamp()")
        if abs(there - timezone.now()) > _SLACK:
            defects.append(Defect(f"数据库主机的时间是 {_shown(there)}，与本机不同。请校准两台主机的时间。"))
    return Looked("最近的操作和文件的时间是否晚于现在", defects)


def _newest(model: object, column: str) -> datetime | None:
    found: datetime | None = model._default_manager.aggregate(newest=Max(column))["newest"]  # type: ignore[attr-defined]
    return found


def _dated_files() -> Iterator[Path]:
    named = (*_base_files(), Path(settings.SHARED_DIR) / "secret-key", Path(settings.SEARCH_INDEX_DIR) / "CURRENT")
    yield from (path for path in named if path.exists())
    yield from originals_folder().glob("??")


def _shown(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def look_at_server(depth: Depth) -> Looked:
    """Whether a thread of the server is free to answer; nothing is amiss if none runs on this machine."""
    address = settings.ENVIRONMENT.address
    asked = HTTPConnection(settings.ENVIRONMENT.host, settings.ENVIRONMENT.port, timeout=_SERVER_SECONDS)
    started = time.monotonic()
    try:
        asked.request("GET", reverse("healthz"), headers={"Host": _host()})
        status = asked.getresponse().status
    except ConnectionRefusedError:
        return Looked(f"{address} 上没有服务在运行，没有询问")
    except TimeoutError:
        return Looked(
            f"{address} 上的服务",
            [
                Defect(
                    f"{address} 上的服务 {_SERVER_SECONDS:.0f} 秒没有应答，都在忙或已停住。请看日志，必要时重新启动。"
                )
            ],
        )
    except (OSError, HTTPException) as error:
        return Looked(
            f"{address} 上的服务", [Defect(f"{address} 上的服务应答不了：{error}。请看日志，必要时重新启动。")]
        )
    finally:
        asked.close()
    seconds = time.monotonic() - started
    at = f"{address} 上的服务（{seconds * 1000:.0f} 毫秒应答）"
    if status != 200:
        return Looked(at, [Defect(f"{address} 上应答的不是科技厅，或出了错（{status}）。请检查 PORT 和日志。")])
    if seconds > _SLOW_SECONDS:
        return Looked(
            at, [Defect(f"{address} 上的服务很忙，{seconds:.1f} 秒才应答。请看是谁在大量访问。", Severity.WARNING)]
        )
    return Looked(at)


def _host() -> str:
    """A name under which the server lets itself be asked."""
    first: str = settings.ENVIRONMENT.allowed_hosts[0].lstrip(".")
    return "localhost" if first == "*" else first
