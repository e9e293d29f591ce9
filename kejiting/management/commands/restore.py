"""Bring a backup back into an empty installation."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.backup.restoring import restore
from kejiting.management.backups import shown_on


class Command(BaseCommand):
    help = "恢复：把一份备份（或一个文件夹里最近的一份）放进空的数据文件夹；先核对每个文件"
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="PATH", help="一份备份，或放备份的文件夹")

    def handle(self, *, path: Path, **options: object) -> None:
        with shown_on(self.stderr) as show:
            backup = restore(path.absolute(), show)
            record_act(AuditAct.COMMAND, kind="备份", name=backup.folder.name, detail="恢复")
        self.stdout.write(f"已恢复 {backup.folder}：{len(backup.manifest.files)} 个文件。检索目录会在启动后自动重建。")
