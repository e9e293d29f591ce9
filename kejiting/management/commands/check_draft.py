"""Hold a draft reply against the base before it is issued."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from kejiting.draft_checks import (
    LEVEL_NAMES,
    CheckedDraft,
    DraftMemory,
    ReplyDraft,
    check_draft,
    finding_shape,
    read_draft,
    read_request_facts,
    session_of_key,
    stored_request,
    with_comments,
    without_set_aside,
)
from kejiting.ingest.originals import short_name
from kejiting.ingest.saving import BASE_DOWN
from kejiting.runtime.terminal import file_name
from kejiting.text.files import SUFFIXES_IN_SHORT, bytes_of
from kejiting.text.unreadable import UnreadableFile
from proposals.parsing import ParsedSession

WRONG_CALL = 2


class Command(BaseCommand):
    help = f"发文前核对答复稿（{SUFFIXES_IN_SHORT}）；不保存任何内容"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="PATH")
        parser.add_argument("--number", help="所答复提案、建议的编号，如 157")
        parser.add_argument("--session", help="届次，如 政协-省-13-3")
        parser.add_argument("--request", type=Path, metavar="PATH", help="所答复的来件：提案、建议的原文")
        parser.add_argument("--comments", type=Path, metavar="OUT.docx", help="另存一份带批注的 DOCX")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *, path: Path, **options: Any) -> None:
        started = time.monotonic()
        session = session_of_key(options["session"]) if options["session"] else None
        if options["session"] and session is None:
            raise CommandError("届次要写成 政协-省-13-3 的样子", returncode=WRONG_CALL)
        for given in filter(None, (path, options["request"])):
            if not given.is_file():
                raise CommandError(f"没有这个文件：{given}", returncode=WRONG_CALL)
        if options["comments"] and not options["comments"].absolute().parent.is_dir():
            raise CommandError(f"没有这个文件夹：{options['comments'].parent}", returncode=WRONG_CALL)
        name = short_name(file_name(path))
        try:
            draft = read_draft(name, bytes_of(path))
            if options["comments"] and draft.data is None:
                raise CommandError("批注只能写进 DOCX：请先把答复稿另存为 DOCX", returncode=WRONG_CALL)
            checked = _ruled(check_draft(draft, _memory(draft, session, options)))
            if options["comments"]:
                options["comments"].write_bytes(with_comments(checked))
        except (UnreadableFile, OSError) as error:
            raise CommandError(f"{name}：{error}", returncode=WRONG_CALL) from error
        except DatabaseError as error:
            raise CommandError(f"{name}：{BASE_DOWN.format(error)}", returncode=WRONG_CALL) from error
        milliseconds = round((time.monotonic() - started) * 1000)
        self.stdout.write(as_json(checked, milliseconds) if options["json"] else table_for_people(checked))
        if checked.must:
            raise SystemExit(1)


def _memory(draft: ReplyDraft, session: ParsedSession | None, options: dict[str, Any]) -> DraftMemory:
    """With the request that is given, or else with the one that the base holds by number and session."""
    given: Path | None = options["request"]
    memory = DraftMemory(draft, options["number"], session)
    if given:
        return replace(memory, request=read_request_facts(short_name(file_name(given)), bytes_of(given)))
    try:
        return replace(memory, request=stored_request(memory.number, memory.session))
    except DatabaseError:  # what needs no base is checked all the same
        return memory


def _ruled(checked: CheckedDraft) -> CheckedDraft:
    """What people set aside is a hint, and says so; without a base nobody knows of any."""
    try:
        return replace(checked, findings=without_set_aside(checked.findings, checked.draft.text))
    except DatabaseError:
        return checked


def as_json(checked: CheckedDraft, milliseconds: int) -> str:
    findings = [finding_shape(finding, checked.draft.text) for finding in checked.findings]
    row = {"file": checked.draft.name, "findings": findings, "milliseconds": milliseconds}
    return json.dumps(row | ({"problems": checked.problems} if checked.problems else {}), ensure_ascii=False)


def table_for_people(checked: CheckedDraft) -> str:
    counts = "，".join(
        f"{label} {sum(finding.level == level for finding in checked.findings)} 处"
        for level, label in LEVEL_NAMES.items()
    )
    rows = [_row(checked, number) for number in range(len(checked.findings))]
    return "\n".join((f"{checked.draft.name}：{counts}。", *rows, *checked.problems))


def _row(checked: CheckedDraft, number: int) -> str:
    finding = checked.findings[number]
    words = "".join(finding.span.of(checked.draft.text).split())
    against = f"（对照 {finding.against.citation or '本稿'}：{finding.against.text}）" if finding.against else ""
    aside = f"（已搁置，{finding.set_aside.by_name}：{finding.set_aside.reason}）" if finding.set_aside else ""
    row = f"{LEVEL_NAMES[finding.level]} {finding.kind} “{words}” {finding.message}{against}{aside}"
    return "".join(char if char.isprintable() or char == "　" else "?" for char in row)
