"""Bring a portable bundle into an empty installation."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.backup.importing import import_bundle
from kejiting.management.administrator import has_administrator, make_administrator
from kejiting.management.backups import shown_on


class Command(BaseCommand):
    help = "导入：把便携包放进空的数据文件夹（或空数据库）；这个版本和以前版本写的都可以"
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="PATH", help="便携包的文件夹")

    def handle(self, *, path: Path, **options: object) -> None:
        with shown_on(self.stderr) as show:
            manifest = import_bundle(path.absolute(), show=show, last=self._see_to_administrator)
            record_act(AuditAct.COMMAND, kind="便携包", name=path.name, detail="导入")
        self.stdout.write(f"已导入 {path}：{sum(manifest.counts.values())} 行。检索目录会在启动后自动重建。")

    def _see_to_administrator(self) -> None:
        """A bundle without people has none, and an installation without one takes its next start for the first."""
        if not has_administrator():
            self.stdout.write(make_administrator())
