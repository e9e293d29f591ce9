"""Run one of our commands in a process beside this one, for work that nobody should wait for."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
from threading import Lock

from django.conf import settings

logger = logging.getLogger(__name__)

# One that failed, for want of room on the disk, say, is tried again after so many seconds
PAUSE_SECONDS = 60.0

_lock = Lock()
_running: dict[tuple[str, ...], tuple[subprocess.Popen[bytes], float]] = {}


def run_in_background(*command: str) -> None:
    """Start a `manage.py` command, unless this process started the same one that still runs, or that failed just now.

    It outlives this process, and its complaints go where this one's go. Raises OSError if it cannot be started.
    """
    with _lock:
        process, started = _running.get(command, (None, 0.0))
        if process and (process.poll() is None or (process.returncode and time.monotonic() - started < PAUSE_SECONDS)):
            return
        logger.info("starting %s aside", " ".join(command))
        process = subprocess.Popen(
            [sys.executable, str(settings.BASE_DIR / "manage.py"), *command],
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        _running[command] = process, time.monotonic()
