"""What is saved while a rebuild is under way, so that the new index has it too."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from kejiting.search.entries import Document, Entry
from kejiting.search.errors import IndexLocked
from kejiting.search.whoosh.files import REBUILD_LOCK, lock

_NAME = "journal.jsonl"


def start(root: Path) -> None:
    (root / _NAME).write_bytes(b"")


def stop(root: Path) -> None:
    (root / _NAME).unlink(missing_ok=True)


def record(root: Path, changed: Mapping[str, Document], removed: Iterable[str]) -> None:
    """Note the changes if a rebuild is under way; a journal without one is left from a rebuild that died."""
    if not (root / _NAME).exists():
        return
    try:
        with lock(root, REBUILD_LOCK, timeout=0):
            stop(root)
    except IndexLocked:
        with (root / _NAME).open("a", encoding="utf-8") as file:
            for key in removed:
                file.write(json.dumps({"key": key, "document": None}) + "\n")
            for key, document in changed.items():
                file.write(json.dumps({"key": key, "document": asdict(document)}, default=date.isoformat) + "\n")


def read(root: Path) -> tuple[dict[str, Document], list[str]]:
    """What to change and what to remove; the last word about a document counts."""
    last: dict[str, Document | None] = {}
    for line in (root / _NAME).read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        last[said["key"]] = _document(said["document"]) if said["document"] else None
    changed = {key: document for key, document in last.items() if document}
    return changed, [key for key, document in last.items() if document is None]


def _document(said: dict[str, Any]) -> Document:
    entries = tuple(Entry(**entry) for entry in said.pop("entries"))
    delegates = tuple(said.pop("delegates"))
    written_on = said.pop("written_on")
    return Document(
        entries=entries,
        delegates=delegates,
        written_on=date.fromisoformat(written_on) if written_on else None,
        **said,
    )
