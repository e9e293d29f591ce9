"""Read proposals as they were handed over; nothing is saved."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kejiting.ingest.originals import short_name
from kejiting.ingest.reading import read_request
from kejiting.management.folders import letter_files
from kejiting.management.intake import take
from kejiting.runtime.terminal import file_name
from kejiting.text.files import SUFFIXES_IN_SHORT
from kejiting.text.mask import mask
from proposals.parsing.requests import ParsedRequest, request_shape

_LONGEST = 60


class Command(BaseCommand):
    help = f"识别来件（委员提案、代表建议、集体提案的原文）：文件或文件夹（{SUFFIXES_IN_SHORT}）；只识别，不保存"
    requires_system_checks = ()
    # nothing is asked of the base
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--json", action="store_true", help="每份一行 JSON")

    def handle(self, *, paths: list[Path], **options: Any) -> None:
        missing = [path for path in paths if not os.path.lexists(path)]
        if missing:
            raise CommandError(f"没有这个文件或文件夹：{missing[0]}", returncode=2)
        failed = False
        for path in letter_files(paths):
            name = short_name(file_name(path))
            request, error = _read(name, path)
            failed = failed or error is not None
            self.stdout.write(
                _json(name, request, error) if options["json"] else "\n".join(_table(name, request, error))
            )
            self.stdout.flush()
        if failed:
            raise SystemExit(1)


def _read(name: str, path: Path) -> tuple[ParsedRequest, str | None]:
    """Return the proposal, or an empty one and the sentence that says why. Whatever is wrong, the next gets its turn."""
    taken = take(path, lambda data: read_request(name, data).parsed)
    return (ParsedRequest(text=""), taken) if isinstance(taken, str) else (taken, None)


def _json(name: str, request: ParsedRequest, error: str | None) -> str:
    row = {"file": name, "status": "failed" if error else "read", "error": error, **request_shape(request)}
    return json.dumps(row, ensure_ascii=False)


def _table(name: str, request: ParsedRequest, error: str | None) -> Iterator[str]:
    if error:
        yield f"{_shown(name)}　没有读成：{error}"
        return
    session = request.session
    rows = (
        ("标题", request.title.value if request.title else ""),
        ("种类", request.kind or ""),
        ("届次", f"{session.region}{session.body}{session.term}届{session.meeting or '？'}次会议" if session else ""),
        ("编号", request.number or ""),
        ("提案人", "、".join(request.proposers)),
        ("附议人", "、".join(request.co_proposers)),
        ("交办日期", request.handed_over_on.isoformat() if request.handed_over_on else ""),
        ("办结期限", request.due_on.isoformat() if request.due_on else ""),
        ("主办单位", request.main_unit or ""),
        ("会办单位", "、".join(request.co_units)),
    )
    yield _shown(name)
    yield from (f"　{label:　<4}　{_shown(value) or '—'}" for label, value in rows)
    public = mask(request.text, request.masked)
    for number, ask in enumerate(request.asks, 1):
        yield f"　建议{number}　　{_shown(ask.title or ask.span.of(public))}"
    yield from (f"　请核对　　{problem.message}" for problem in request.problems)


def _shown(words: str) -> str:
    line = "".join(char if char.isprintable() or char == "　" else " " for char in words)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}……"
