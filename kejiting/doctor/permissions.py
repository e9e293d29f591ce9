"""Who may read and write the data folder and the secret key."""

from __future__ import annotations

import os
import stat
from functools import partial
from pathlib import Path

from django.conf import settings

from kejiting.doctor.database import base_files
from kejiting.doctor.examination import Defect, Depth, Looked, listed
from kejiting.ingest.originals import originals_folder


def look_at_permissions(depth: Depth) -> Looked:
    """Raises OSError if a folder is not there."""
    folders = dict.fromkeys((Path(settings.DATA_DIR), Path(settings.SHARED_DIR)))
    key = Path(settings.SHARED_DIR) / "secret-key"  # not there if it is given by a file
    wanted = dict.fromkeys(folders, 0o750) | ({key: 0o600} if key.exists() else {})
    open_to_others = {path: mode for path, mode in wanted.items() if stat.S_IMODE(path.stat().st_mode) & ~mode & 0o077}
    defects = [
        Defect(
            f"{path} 别人也能读取或改动。请运行 manage.py doctor --repair，或 chmod {mode:o} {path}。",
            mend=partial(_close, path, mode),
        )
        for path, mode in open_to_others.items()
    ]
    needed = [*folders, originals_folder(), *base_files()]
    shut = [path for path in needed if path.exists() and not os.access(path, os.R_OK | os.W_OK)]
    read_only = [path for path in shut if os.statvfs(path).f_flag & os.ST_RDONLY]
    if read_only:
        defects.append(
            Defect(f"所在的磁盘是只读的：{listed(read_only)}。请改为可写（mount -o remount,rw）；磁盘出错也会这样。")
        )
    if others := [path for path in shut if path not in read_only]:
        defects.append(Defect(f"运行程序的用户不能写：{listed(others)}。请把它们改为归这个用户所有（chown）。"))
    return Looked("数据文件夹和密钥是否只有自己能读、能写", defects)


def _close(path: Path, mode: int) -> str:
    path.chmod(stat.S_IMODE(path.stat().st_mode) & mode)
    return f"{path} 已改为别人不能读取。"
