"""The folders in which reading processes put their temporary files, each named after its process."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

_PREFIX = "kejiting-reading-"
_NAME = re.compile(rf"{_PREFIX}(?:(\d+)-)?\w+")


def make_folder() -> str:
    """Return a new folder of this process."""
    return tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")


def left_folders() -> list[Path]:
    """Return those whose process ended without taking its folder along; older versions did not name it."""
    named = ((path, _NAME.fullmatch(path.name)) for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"))
    return [path for path, name in named if name and not (name[1] and _is_running(int(name[1])))]


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
