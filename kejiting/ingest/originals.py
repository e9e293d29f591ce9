"""Original files, kept in the folder that all web servers share under their SHA-256."""

from __future__ import annotations

import logging
import os
import re
import secrets
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from measures.records import plan_of_file
from proposals.records import Provenance, letter_of_file, request_of_file

logger = logging.getLogger(__name__)

_MAX_NAME = 120


def short_name(name: str) -> str:
    """A file's name as it is kept: what can be written, of bounded length, with its extension, which originals go by."""
    # a name in another encoding arrives with bytes that stand for nothing
    path = Path(name.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\0", ""))
    return f"{path.stem[:_MAX_NAME]}{path.suffix[:10]}"


def originals_folder() -> Path:
    return Path(settings.SHARED_DIR) / "originals"


def original_path(source_name: str, sha256: str) -> Path:
    suffix = Path(source_name).suffix.lower()
    known = suffix if re.fullmatch(r"\.[a-z0-9]{1,5}", suffix) else ""
    return originals_folder() / sha256[:2] / f"{sha256}{known}"


def keep_original(source: Provenance, data: bytes | None) -> None:
    """Store the file whole or not at all; the same file is stored once. There is none of a letter written by hand."""
    if source.sha256 is None or data is None:
        return
    path = original_path(source.name, source.sha256)
    if path.exists():
        return
    write_whole(path, data)


def forget_original(source: Provenance) -> None:
    """Delete the file, unless a letter, a plan or a request came from it; it is out of the way first, lest it is found by who keeps it meanwhile."""
    if source.sha256 is None:
        return
    path = original_path(source.name, source.sha256)
    aside = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        path.replace(aside)
        if _is_wanted(source.sha256):
            aside.replace(path)
        else:
            aside.unlink()
    except FileNotFoundError:
        logger.info("%s is gone already", path.name)
    except OSError:
        logger.exception("%s could not be deleted; nothing needs it", path.name)


def send_original(name: str, sha256: str | None) -> FileResponse:
    """The file as it was handed in: always a download, never shown as a page. Raises Http404."""
    path = original_path(name, sha256) if sha256 else None
    if path is None or not path.exists():
        raise Http404
    record_act(AuditAct.EXPORTED, kind="原件", name=name)
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, whoever else may be writing the same one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _is_wanted(sha256: str) -> bool:
    known = (
        letter_of_file(sha256, deleted=True),
        plan_of_file(sha256, deleted=True),
        request_of_file(sha256, deleted=True),
    )
    return any(document is not None for document in known)
