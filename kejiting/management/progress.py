"""One line on the terminal that says how far a long run has come."""

from __future__ import annotations

import shutil
import time
import unicodedata

from django.core.management.base import OutputWrapper

_BAR = 20


class Progress:
    """Shows a line on a terminal, nothing anywhere else."""

    def __init__(self, stream: OutputWrapper, total: int, *, wanted: bool = True) -> None:
        self._stream = stream
        self.total = total
        self._shown = wanted and stream.isatty()
        self._began = time.monotonic()

    def show(self, done: int, name: str) -> None:
        if self._shown:
            columns = shutil.get_terminal_size().columns - 1
            line = progress_line(done, self.total, name, time.monotonic() - self._began)
            self._write(fitted(line, columns))

    def clear(self) -> None:
        """Leave the line to what is written next."""
        if self._shown:
            self._write(fitted("", shutil.get_terminal_size().columns - 1))

    def _write(self, line: str) -> None:
        self._stream.write(f"\r{line}\r", style_func=str, ending="")
        self._stream.flush()


def progress_line(done: int, total: int, name: str, seconds: float) -> str:
    """`[=====>    ] 37/1000 12.3 份/秒 还要 1 分 18 秒 答复.pdf`; `done` were read within `seconds`, `name` is next."""
    filled = _BAR * done // total
    rate = done / seconds if done and seconds else 0.0
    left = f" {rate:.1f} 份/秒 还要 {spoken((total - done) / rate)}" if rate else ""
    return f"[{'=' * filled}{' ' * (_BAR - filled)}] {done}/{total}{left} {name}"


def spoken(seconds: float) -> str:
    """3725 → 1 小时 2 分, 78 → 1 分 18 秒, 0.4 → 1 秒."""
    whole = max(1, round(seconds))
    minutes, rest = divmod(whole, 60)
    if minutes >= 60:
        return f"{minutes // 60} 小时 {minutes % 60} 分"
    return f"{minutes} 分 {rest} 秒" if minutes else f"{rest} 秒"


def fitted(line: str, columns: int) -> str:
    """Cut or filled with spaces to `columns`; a Chinese character takes two, a control character is left out."""
    kept = ""
    room = columns
    for char in line:
        if unicodedata.category(char) == "Cc":
            continue
        room -= 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if room < 0:
            break
        kept += char
    return kept + " " * (columns - _width(kept))


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)
