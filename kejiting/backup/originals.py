"""The original files, under their SHA-256, on their way into a backup or a bundle, and back."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from kejiting.backup.files import FileFacts, Show, copy_file

ORIGINALS = "originals"
_NAMED = re.compile(r"([0-9a-f]{2})/(\1[0-9a-f]{62})(?:\.[a-z0-9]{1,5})?")


def originals_folder() -> Path:
    return Path(settings.SHARED_DIR) / ORIGINALS


def copy_originals(
    folder: Path, files: dict[str, FileFacts], damaged: list[str], previous: Previous | None, show: Show
) -> None:
    """Copy what `folder` has not yet, and say so in `files`; what `previous` has takes no room again. Raises OSError.

    A file that is other than its name says goes into `damaged`, by its name. One that is deleted meanwhile is left out.
    """
    source = originals_folder()
    names = sorted(path.relative_to(source).as_posix() for path in source.glob("*/*"))
    for done, name in enumerate(names):
        named = _NAMED.fullmatch(name)
        inside = f"{ORIGINALS}/{name}"
        if named is None or inside in files or name in damaged:
            continue
        show(done, len(names), name)
        with suppress(FileNotFoundError):
            facts = previous.link(inside, folder / inside) if previous else None
            facts = facts or copy_file(source / name, folder / inside)
            if facts.sha256 == named[2]:
                files[inside] = facts
            else:
                (folder / inside).unlink()
                damaged.append(name)


class Previous:
    """A backup whose originals the next one shares by hard links, where the disk has such."""

    def __init__(self, folder: Path, files: Mapping[str, FileFacts]) -> None:
        self._folder = folder
        self._files = files

    def link(self, name: str, target: Path) -> FileFacts | None:
        """Link the file and return its facts; None if it has to be copied."""
        facts = self._files.get(name)
        if facts is None:
            return None
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            os.link(self._folder / name, target)
        except OSError:
            return None
        if target.stat().st_size == facts.size:
            return facts
        target.unlink()
        return None


def bring_originals(folder: Path, files: Mapping[str, FileFacts], show: Show) -> None:
    """Copy the originals of a backup or a bundle to where the program looks for them. Raises OSError."""
    names = [name for name in files if name.startswith(f"{ORIGINALS}/")]
    for done, name in enumerate(names):
        show(done, len(names), name)
        copy_file(folder / name, originals_folder().parent / name)


def remove_originals() -> None:
    """Raises OSError."""
    if originals_folder().exists():
        shutil.rmtree(originals_folder())
