"""Read letters from files and folders into the base."""

from __future__ import annotations

import json
import os
import signal
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.indexing.sync import sync_pending
from kejiting.management.folders import letter_files
from kejiting.management.intake import Status, UploadResult, import_letter
from kejiting.management.progress import Progress
from kejiting.runtime.table_statistics import analyze_tables
from kejiting.runtime.terminal import file_name
from kejiting.text.file_text import OCR
from kejiting.text.files import SUFFIXES_IN_SHORT
from measures.extraction.figures import figure_shape, letter_figures
from proposals.parsing import letter_shape

# Telling the index of many letters takes little longer than of one
TOLD_AT_ONCE = 50
INTERRUPTED = 130
UNSEEN = "（由文字识别读入，存为草稿，请在录入台核对后发布）"
WORDS: dict[Status, str] = {"new": "新", "duplicate": "已有", "changed": "同号或相近", "failed": "没有读成"}


class Command(BaseCommand):
    help = f"读入答复函：文件或文件夹（{SUFFIXES_IN_SHORT}）；默认存为草稿。可以随时停下，再运行一次就接着读"
    requires_system_checks = ()
    # reading works before the first migration: a dry run needs no database
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--dry-run", action="store_true", help="只识别，不保存")
        parser.add_argument("--json", action="store_true", help="每份一行 JSON")
        parser.add_argument("--publish", action="store_true", help="直接发布，不留草稿")

    def handle(self, *, paths: list[Path], **options: Any) -> None:
        missing = [path for path in paths if not os.path.lexists(path)]
        if missing:
            raise CommandError(f"没有这个文件或文件夹：{missing[0]}", returncode=2)
        files = list(letter_files(paths))
        tally: Counter[Status] = Counter()
        try:
            self._take(files, tally, options)
        except KeyboardInterrupt:
            with undisturbed():
                self.stderr.write(stopped(tally, len(files), dry_run=options["dry_run"]))
                self._tell_index(tally, options)
                record_run(tally, dry_run=options["dry_run"])
            raise SystemExit(INTERRUPTED) from None
        record_run(tally, dry_run=options["dry_run"])
        if not options["json"]:
            self.stdout.write(summary(tally, dry_run=options["dry_run"]))
        if tally["failed"]:
            raise SystemExit(1)

    def _take(self, files: list[Path], tally: Counter[Status], options: dict[str, Any]) -> None:
        progress = Progress(self.stderr, len(files), wanted=not options["json"])
        for done, path in enumerate(files):
            progress.show(done, file_name(path))
            taken = import_letter(path, dry_run=options["dry_run"], publish=options["publish"])
            tally[taken.status] += 1
            progress.clear()
            self.stdout.write(as_json(taken) if options["json"] else line_for_people(taken))
            self.stdout.flush()  # if the run is cut off, all that was saved has been told
            if (done + 1) % TOLD_AT_ONCE == 0:
                self._tell_index(tally, options)
        self._tell_index(tally, options)

    def _tell_index(self, tally: Counter[Status], options: dict[str, Any]) -> None:
        """Also if all were known: a run that was killed may have left some that the index has not heard of."""
        if not options["dry_run"] and tally.total() > tally["failed"]:
            sync_pending()
            analyze_tables()


@contextmanager
def undisturbed() -> Iterator[None]:
    """A second Ctrl-C changes nothing."""
    former = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)


def as_json(taken: UploadResult) -> str:
    letter = taken.letter
    figures = [figure_shape(figure, letter.text) for figure in letter_figures(letter)]
    row = {"file": taken.file, "status": taken.status, "error": taken.error, **letter_shape(letter), "figures": figures}
    return json.dumps(row, ensure_ascii=False)


def line_for_people(taken: UploadResult) -> str:
    number = taken.letter.doc_number.printed if taken.letter.doc_number else "（无发文字号）"
    title = taken.letter.title.value if taken.letter.title else "（无标题）"
    unseen = UNSEEN if any(problem.field == OCR for problem in taken.letter.problems) else ""
    line = f"{WORDS[taken.status]:　<4} {taken.file} {taken.error or f'{number} {title}{unseen}'}"
    return "".join(char if char.isprintable() or char == "　" else "?" for char in line)


def record_run(tally: Counter[Status], *, dry_run: bool) -> None:
    """Tell the audit of the run, if it saved anything; each letter has a row of its own."""
    if not dry_run and tally["new"] + tally["changed"]:
        record_act(AuditAct.COMMAND, detail=summary(tally, dry_run=False))


def summary(tally: Counter[Status], *, dry_run: bool) -> str:
    counts = "，".join(f"{word} {tally[status]}" for status, word in WORDS.items())
    unchanged = tally["new"] == tally["changed"] == 0
    end = "只识别，没有保存。" if dry_run else "没有变化。" if unchanged else ""
    return f"共 {tally.total()} 份：{counts}。{end}"


def stopped(tally: Counter[Status], total: int, *, dry_run: bool) -> str:
    kept = "" if dry_run else f"，新录入的 {tally['new'] + tally['changed']} 份都已保存"
    return f"已停下：{total} 份里读了 {tally.total()} 份{kept}。再运行一次同样的命令，就会接着读完其余的。"
