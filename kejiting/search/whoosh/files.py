"""The files of an index and the small one, CURRENT, that says which of them are in force.

    <root>/CURRENT            what is in force: folder, generation, and size, age and checksum of each file
    <root>/index-…/           a Whoosh index; a rebuild makes a new one beside it
    <root>/write.lock         held while CURRENT or what it names is changed
    <root>/rebuild.lock       held while a rebuild is under way
    <root>/sync.lock          held by whoever reads the base and tells the index of it

CURRENT is replaced in one step, last. A file that is not what CURRENT says makes the index unavailable.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from whoosh.util.filelock import FileLock, try_for

from kejiting.search.errors import IndexLocked, IndexUnavailable

WRITE_LOCK = "write.lock"
REBUILD_LOCK = "rebuild.lock"
SYNC_LOCK = "sync.lock"
CURRENT = "CURRENT"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class FileStat:
    """Tells one version of a file from another without reading it."""

    inode: int
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as it was written: while its stat is the same, it need not be read to know that it is right."""

    stat: FileStat
    checksum: int

    def is_right(self, path: Path) -> bool:
        """Raises OSError if there is no such file."""
        seen = file_stat(path)
        return seen == self.stat or (seen.size == self.stat.size and _checksum(path) == self.checksum)


@dataclass(frozen=True, slots=True)
class IndexState:
    """What CURRENT says. `position`: how far its maker had read of what changed; only its maker understands it."""

    version: str
    folder: str
    generation: int
    entries: int
    documents: int
    files: dict[str, FileRecord]
    position: str = ""


def is_whole(path: Path, written: FileRecord) -> bool:
    """Read the file, whether its stat is as it was or not: disks fail without a trace in it."""
    try:
        return file_stat(path).size == written.stat.size and _checksum(path) == written.checksum
    except OSError:
        return False


def file_stat(path: Path) -> FileStat:
    status = path.stat()
    return FileStat(status.st_ino, status.st_size, status.st_mtime_ns)


def current_stat(root: Path) -> FileStat | None:
    try:
        return file_stat(root / CURRENT)
    except OSError:
        return None


def read_state(root: Path) -> IndexState:
    try:
        said = json.loads((root / CURRENT).read_bytes())
        files = {
            str(name): FileRecord(FileStat(**one["stat"]), one["checksum"]) for name, one in said.pop("files").items()
        }
        return IndexState(files=files, **said)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise IndexUnavailable(f"no readable index in {root}") from error


def write_state(root: Path, state: IndexState) -> None:
    """Put a state in force: on disk first, then in one step."""
    draft = root / f"{CURRENT}.{os.getpid()}"
    try:
        with draft.open("w", encoding="utf-8") as file:
            file.write(json.dumps(asdict(state)))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(root / CURRENT)
    finally:
        draft.unlink(missing_ok=True)


def sweep(root: Path, state: IndexState) -> None:
    """Take away the files that are not, or no longer, in force; to be done by who holds the lock for writing."""
    for path in (root / state.folder).iterdir():
        if path.name not in state.files:
            path.unlink()


def written_files(folder: Path, names: Iterable[str], known: Mapping[str, FileRecord]) -> dict[str, FileRecord]:
    """The files of a Whoosh index; segments never change, so what is known is not read again."""
    paths = map(folder.joinpath, sorted(names))
    return {path.name: known.get(path.name) or FileRecord(file_stat(path), _checksum(path)) for path in paths}


def _checksum(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            checksum = zlib.crc32(chunk, checksum)
    return checksum


class ChecksumCache:
    """Remembers which files were found right, so that each that was copied or brought back is read once a process."""

    def __init__(self) -> None:
        self._right: dict[tuple[Path, FileRecord], FileStat] = {}

    def check(self, root: Path, state: IndexState) -> None:
        """Raise IndexUnavailable unless every file is what the state says."""
        folder = root / state.folder
        right: dict[tuple[Path, FileRecord], FileStat] = {}
        try:
            for name, written in state.files.items():
                path = folder / name
                seen = right[path, written] = file_stat(path)
                if self._right.get((path, written)) != seen and not written.is_right(path):
                    raise IndexUnavailable(f"{path} is damaged")
        except OSError as error:
            raise IndexUnavailable(f"a file of the index in {folder} is missing") from error
        self._right = right


@contextmanager
def lock(root: Path, name: str, timeout: float) -> Iterator[None]:
    """Hold a lock against other threads and processes; the system frees it if its holder dies."""
    held = FileLock(str(root / name))
    if not try_for(held.acquire, timeout=timeout, delay=0.02):
        raise IndexLocked(f"{name} is held by another process")
    try:
        yield
    finally:
        held.release()
