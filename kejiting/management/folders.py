"""Find the files of folders that may be letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kejiting.text.kinds import EXTENSIONS

# Those that cannot be read are taken along, so that they are refused by name, never passed over. Nobody writes .md.
LETTER_SUFFIXES = {f".{extension}" for _, listed in EXTENSIONS for extension in listed.split()} - {".md"}
# Hidden files, and what Word and WPS put beside a document that is open
_NOBODYS = (".", "~$")
# Browsers put the pictures and scripts of 答复.html into one of these
_PAGE_FOLDERS = ("_files", ".files")


def letter_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as named; of folders, with theirs, what may be a letter, in the order of names, each folder once.

    A folder that cannot be listed is given itself, for the reader to refuse.
    """
    waiting = list(paths)[::-1]
    seen: set[tuple[int, int]] = set()
    while waiting:
        path = waiting.pop()
        if not _is_folder(path):
            yield path
            continue
        try:
            status = path.stat()
            inside = sorted(path.iterdir(), reverse=True)
        except OSError:
            yield path
            continue
        if (status.st_dev, status.st_ino) not in seen:  # a link may lead back up
            seen.add((status.st_dev, status.st_ino))
            waiting.extend(one for one in inside if _may_hold_letters(one))


def _may_hold_letters(path: Path) -> bool:
    if path.name.startswith(_NOBODYS):
        return False
    if _is_folder(path):
        return not _belongs_to_page(path)
    return path.suffix.lower() in LETTER_SUFFIXES


def _belongs_to_page(folder: Path) -> bool:
    return any(
        folder.with_name(folder.name.removesuffix(ending) + suffix).exists()
        for ending in _PAGE_FOLDERS
        if folder.name.endswith(ending)
        for suffix in (".html", ".htm")
    )


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # not to be looked at: whoever reads it says why
        return False
