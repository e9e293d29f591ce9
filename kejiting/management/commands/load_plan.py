"""Read an implementation plan into the base."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from kejiting.ingest.originals import short_name
from kejiting.ingest.plan_saving import ingest_plan
from kejiting.ingest.reading import read_plan
from kejiting.ingest.saving import BASE_DOWN
from kejiting.runtime.terminal import file_name
from kejiting.text.files import SUFFIXES_IN_SHORT, bytes_of
from kejiting.text.unreadable import UnreadableFile
from measures.extraction.shape import plan_shape
from proposals.records import SameFileError


class Command(BaseCommand):
    help = f"读入实施方案（{SUFFIXES_IN_SHORT}）"
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="PATH")
        parser.add_argument("--dry-run", action="store_true", help="只识别，不保存")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *, path: Path, **options: Any) -> None:
        if not path.is_file():
            raise CommandError(f"没有这个文件：{path}", returncode=2)
        name = short_name(file_name(path))
        awaits_look = False
        try:
            reading = read_plan(name, bytes_of(path))
            if not options["dry_run"]:
                awaits_look = ingest_plan(reading).is_arrived
        except (UnreadableFile, SameFileError, OSError) as error:
            raise CommandError(f"{name}：{error}") from error
        except DatabaseError as error:
            raise CommandError(f"{name}：{BASE_DOWN.format(error)}") from error
        if options["json"]:
            self.stdout.write(json.dumps(plan_shape(reading.parsed), ensure_ascii=False))
        else:
            measures = sum(item.level == "measure" for item in reading.parsed.items)
            self.stdout.write(
                f"{reading.parsed.title or name}：{measures} 条措施，{len(reading.parsed.targets)} 个量化目标。"
            )
        if awaits_look:
            self.stderr.write(f"{name}：由文字识别读入，没有发布，请到“录入方案”对照原件核对后再发布。")
