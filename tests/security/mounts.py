"""File systems as the system itself makes them for one test: read-only, or without room for another file."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

# What a system that mounts nothing for us is told instead: what is opened for writing below a folder fails with a number
_REFUSING = """
import errno, os, runpy, sqlite3, sys
folder, number = sys.argv[1], int(sys.argv[2])
del sys.argv[:3]
def refuse(event, args):
    path = os.fspath(args[0]) if args and isinstance(args[0], (str, os.PathLike)) else ""
    if not str(path).startswith(folder):
        return
    if event == "sqlite3.connect":
        raise sqlite3.OperationalError("unable to open database file")
    if event == "os.mkdir" or event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        raise OSError(number, os.strerror(number), str(path))
sys.addaudithook(refuse)
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@dataclass(slots=True)
class Mounts:
    """Mounts that only the processes see that are started through `command`; they are gone with `end`.

    Where the system refuses, `is_real` is False, and `command` makes processes to whom writing fails by its number.
    """

    process: subprocess.Popen[bytes] | None = None
    is_real: bool = False
    refused: tuple[Path, int] | None = None
    _enter: list[str] = field(default_factory=list)

    def begin(self) -> None:
        mine = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
        words = ["unshare", *mine, "--mount", "--propagation", "private", "sh", "-c", "echo; exec sleep 600"]
        with suppress(FileNotFoundError):
            self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            assert self.process.stdout is not None
            self.is_real = bool(self.process.stdout.read(1))
            user = ["--user", "--preserve-credentials"] if mine else []
            here = f"--wd={Path.cwd()}"
            self._enter = ["nsenter", f"--target={self.process.pid}", "--mount", *user, here, "--"]
        self.is_real = (
            self.is_real and self._did("mount", "-t", "tmpfs", "none", "/mnt") and self._did("umount", "/mnt")
        )

    def command(self, *words: str) -> list[str]:
        if self.is_real:
            return [*self._enter, *words]
        if self.refused is None:
            return [*words]
        folder, number = self.refused
        return [words[0], "-c", _REFUSING, str(folder), str(number), *words[1:]]

    def make_read_only(self, folder: Path) -> None:
        self.refused = (folder, errno.EROFS)
        if self.is_real:
            self._do("mount", "--bind", str(folder), str(folder))
            self._do("mount", "-o", "remount,bind,ro", str(folder))

    def put_on_a_small_disk(self, folder: Path, inodes: int) -> None:
        """With what is in it, and room for so many files more."""
        self.refused = (folder / "originals", errno.ENOSPC)
        if self.is_real:
            held, aside = sum(1 for _ in folder.rglob("*")), folder.with_name("aside")
            aside.mkdir()
            self._do("mount", "--bind", str(folder), str(aside))
            self._do("mount", "-t", "tmpfs", "-o", f"mode=0700,nr_inodes={held + inodes}", "none", str(folder))
            self._do("cp", "-a", f"{aside}/.", str(folder))

    def take_all_inodes(self, folder: Path) -> None:
        if self.is_real:
            self._did("sh", "-c", f"i=0; while : > '{folder}'/.fill$i; do i=$((i+1)); done")

    def mend(self, folder: Path) -> None:
        """The disk is as it should be again."""
        self.refused = None
        if self.is_real:
            self._did("sh", "-c", f"rm -f '{folder}'/.fill*")
            self._did("mount", "-o", "remount,bind,rw", str(folder))

    def seen_from_outside(self, folder: Path) -> Path:
        return Path(f"/proc/{self.process.pid}/root{folder}") if self.is_real and self.process else folder

    def end(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.communicate()

    def _do(self, *words: str) -> None:
        subprocess.run([*self._enter, *words], check=True, stdout=subprocess.DEVNULL, stderr=sys.stderr)

    def _did(self, *words: str) -> bool:
        return subprocess.run([*self._enter, *words], check=False, capture_output=True).returncode == 0
