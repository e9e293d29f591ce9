"""Read requests from files and folders into the base."""

from __future__ import annotations

import hashlib
import json
import os
from argparse import ArgumentParser
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from kejiting.ingest.originals import short_name
from kejiting.ingest.reading import read_request
from kejiting.ingest.request_saving import ingest_request
from kejiting.management.folders import letter_files
from kejiting.management.intake import take
from kejiting.runtime.terminal import file_name
from kejiting.text.files import SUFFIXES_IN_SHORT
from proposals.parsing.requests import ParsedRequest, request_shape
from proposals.records import SameFileError, request_of_file

Status = Literal["new", "duplicate", "failed"]
WORDS: dict[Status, str] = {"new": "新", "duplicate": "已有", "failed": "没有读成"}


@dataclass(frozen=True, slots=True)
class IngestedRequest:
    """What became of a file: the request in it, or the sentence that says why there is none."""

    file: str
    status: Status
    parsed: ParsedRequest
    error: str | None = None


class Command(BaseCommand):
    help = f"读入来件（委员提案、代表建议、集体提案的原文）：文件或文件夹（{SUFFIXES_IN_SHORT}）"
    requires_system_checks = ()
    # a dry run needs no database
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--dry-run", action="store_true", help="只识别，不保存")
        parser.add_argument("--json", action="store_true", help="每份一行 JSON")

    def handle(self, *, paths: list[Path], **options: Any) -> None:
        missing = [path for path in paths if not os.path.lexists(path)]
        if missing:
            raise CommandError(f"没有这个文件或文件夹：{missing[0]}", returncode=2)
        tally: Counter[Status] = Counter()
        for path in letter_files(paths):
            taken = ingest_file(path, dry_run=options["dry_run"])
            tally[taken.status] += 1
            self.stdout.write(_as_json(taken) if options["json"] else _line(taken))
            self.stdout.flush()  # if the run is cut off, all that was saved has been told
        if not options["json"]:
            counts = "，".join(f"{word} {tally[status]}" for status, word in WORDS.items())
            self.stdout.write(f"共 {tally.total()} 份：{counts}。{'只识别，没有保存。' if options['dry_run'] else ''}")
        if tally["failed"]:
            raise SystemExit(1)


def ingest_file(path: Path, *, dry_run: bool) -> IngestedRequest:
    """Read a file and save its request, unless the base has it. Never raises: the next file gets its turn."""
    name = short_name(file_name(path))
    taken = take(path, lambda data: _ingested(name, data, dry_run=dry_run))
    return IngestedRequest(name, "failed", ParsedRequest(text=""), taken) if isinstance(taken, str) else taken


def _ingested(name: str, data: bytes, *, dry_run: bool) -> IngestedRequest:
    reading = read_request(name, data)
    if dry_run:
        return IngestedRequest(name, "duplicate" if _is_known(data) else "new", reading.parsed)
    try:
        ingest_request(reading, by=None)
    except SameFileError:
        return IngestedRequest(name, "duplicate", reading.parsed)
    return IngestedRequest(name, "new", reading.parsed)


def _is_known(data: bytes) -> bool:
    try:
        return request_of_file(hashlib.sha256(data).hexdigest()) is not None
    except DatabaseError:  # no base yet: every request is new to it
        return False


def _as_json(taken: IngestedRequest) -> str:
    row = {"file": taken.file, "status": taken.status, "error": taken.error, **request_shape(taken.parsed)}
    return json.dumps(row, ensure_ascii=False)


def _line(taken: IngestedRequest) -> str:
    parsed = taken.parsed
    title = parsed.title.value if parsed.title else "（无标题）"
    line = f"{WORDS[taken.status]:　<4} {taken.file} {taken.error or f'{title}，建议 {len(parsed.asks)} 条'}"
    return "".join(char if char.isprintable() or char == "　" else "?" for char in line)
