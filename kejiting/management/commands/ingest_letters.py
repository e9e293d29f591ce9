"""Read letters from files and folders into the base."""

from __future__ import annotations

import json
import logging
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from kejiting.ingest import BASE_DOWN, Reading, ingest_letter, read_letter
from kejiting.originals import short_name
from kejiting.text.files import UnreadableFile, bytes_of
from proposals.parsing import ParsedLetter, letter_shape, looks_like_letter
from proposals.records import SameFileError

logger = logging.getLogger(__name__)

SUFFIXES = {".txt", ".pdf"}


class Command(BaseCommand):
    help = "读入答复函：文件或文件夹（.txt .pdf）；默认存为草稿"
    # reading works before the first migration: a dry run needs no database
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--dry-run", action="store_true", help="只识别，不保存")
        parser.add_argument("--json", action="store_true", help="每份一行 JSON")
        parser.add_argument("--publish", action="store_true", help="直接发布，不留草稿")

    def handle(self, *, paths: list[Path], **options: Any) -> None:
        missing = [path for path in paths if not path.exists()]
        if missing:
            raise CommandError(f"没有这个文件或文件夹：{missing[0]}", returncode=2)
        files = list(letter_files(paths))
        unread = 0
        for place, path in enumerate(files, start=1):
            if sys.stderr.isatty() and not options["json"]:
                self.stderr.write(f"\r{place}/{len(files)} {short_name(path.name)[:40]:40}", ending="")
            row = self._ingest(path, dry_run=options["dry_run"], publish=options["publish"])
            unread += row["status"] == "failed"
            self.stdout.write(json.dumps(row, ensure_ascii=False) if options["json"] else line_for_people(row))
            self.stdout.flush()  # if the run is cut off, all that was saved has been told
        if not options["json"]:
            self.stdout.write(f"共 {len(files)} 份，{unread} 份没有读成。")
        if unread:
            raise SystemExit(1)

    def _ingest(self, path: Path, *, dry_run: bool, publish: bool) -> dict[str, Any]:
        name = short_name(path.name)
        try:
            reading = read_letter(name, bytes_of(path))
            status: str = status_of(reading, dry_run=dry_run)
            if not dry_run and status != "duplicate":
                # what is no letter waits as a draft for a person to look at
                ingest_letter(reading, by=None, publish=publish and looks_like_letter(reading.parsed))
        except SameFileError:
            status = "duplicate"
        except UnreadableFile as error:
            return failed(name, str(error))
        except OSError as error:
            return failed(name, f"读写文件出错，没有录入：{error.strerror or error}。")
        except DatabaseError as error:
            return failed(name, BASE_DOWN.format(error))
        except Exception:
            # one bad file never stops the rest; the log has the reason
            logger.exception("%s could not be ingested", name)
            return failed(name, "系统出错，没有录入；原因已记入日志。")
        return {"file": name, "status": status, "error": None, **letter_shape(reading.parsed)}


def letter_files(paths: list[Path]) -> Iterator[Path]:
    """Files as named; of folders, the files of a kind that can be read, in the order of their names."""
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES)
        else:
            yield path


def failed(name: str, reason: str) -> dict[str, Any]:
    return {"file": name, "status": "failed", "error": reason, **letter_shape(ParsedLetter(text=""))}


def status_of(reading: Reading, *, dry_run: bool) -> str:
    try:
        return reading.status
    except DatabaseError:
        if dry_run:  # no base yet: every letter is new to it
            return "new"
        raise


def line_for_people(row: dict[str, Any]) -> str:
    words = {"new": "新", "duplicate": "已有", "changed": "同号异文", "failed": "读取失败"}
    detail = row["error"] or f"{row['doc_number'] or '（无发文字号）'} {row['letter_title'] or '（无标题）'}"
    return f"{words[row['status']]:　<4} {row['file']} {detail}"
