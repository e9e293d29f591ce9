"""Uploaded files wait here between the preview and the save; nothing of them is in the base yet.

A file's name on disk comes from its own SHA-256 only. The name its owner gave it travels in a signed token.
"""

from __future__ import annotations

import hashlib
import re
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core import signing

from kejiting.originals import short_name, write_whole

KEPT_FOR = 24 * 3600
PASTED = "粘贴文本.txt"
_SALT = "kejiting.entry"
# d3b0…(64 hex digits); not ../../etc/passwd
_SHA256 = re.compile(r"[0-9a-f]{64}")
# .pdf; not .p%f
_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")


class StagedFileGone(Exception):
    """The token is not ours, or too old, or its file has been removed; the message is for people."""

    def __init__(self) -> None:
        super().__init__("预览已过期或已放弃，没有保存任何内容。请重新上传或粘贴。")


@dataclass(frozen=True, slots=True)
class StagedFile:
    name: str
    sha256: str

    @property
    def path(self) -> Path:
        suffix = Path(self.name).suffix.lower()
        return _folder() / f"{self.sha256}{suffix if _SUFFIX.fullmatch(suffix) else ''}"

    @property
    def token(self) -> str:
        return signing.dumps({"name": self.name, "sha256": self.sha256}, salt=_SALT, compress=True)

    def read(self) -> bytes:
        """Return the file as it was uploaded; raise StagedFileGone."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            raise StagedFileGone from None
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise StagedFileGone
        return data

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)


def stage(name: str, data: bytes) -> StagedFile:
    """Keep a file for its preview, whole or not at all; files that nobody came back for go."""
    _sweep(time.time() - KEPT_FOR)
    staged = StagedFile(short_name(name), hashlib.sha256(data).hexdigest())
    write_whole(staged.path, data)
    return staged


def open_token(token: str) -> StagedFile:
    """Return what a token of a preview page names. Raises StagedFileGone."""
    try:
        held = signing.loads(token, salt=_SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        raise StagedFileGone from None
    if not _SHA256.fullmatch(held["sha256"]):
        raise StagedFileGone
    return StagedFile(held["name"], held["sha256"])


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "incoming"


def _sweep(before: float) -> None:
    if not _folder().is_dir():
        return
    for path in _folder().iterdir():
        try:
            if path.stat().st_mtime < before:
                path.unlink()
        except FileNotFoundError:  # someone else's upload was quicker
            continue
