"""Write all that the installation holds into a portable bundle."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.backup.exporting import export_bundle
from kejiting.management.backups import shown_on


class Command(BaseCommand):
    help = "导出：全部数据和原件写进新文件夹 PATH（便携包），以后的版本、别种数据库都能导入"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="PATH", help="还不存在的文件夹")
        parser.add_argument(
            "--with-people", action="store_true", help="连同用户（密码只有摘要）、关注、常用条件和审计记录"
        )

    def handle(self, *, path: Path, with_people: bool, **options: object) -> None:
        with shown_on(self.stderr) as show:
            manifest = export_bundle(path.absolute(), with_people=with_people, show=show)
            record_act(AuditAct.EXPORTED, kind="便携包", name=path.name, detail="连同用户" if with_people else "")
        self.stdout.write(f"已导出到 {path}：{sum(manifest.counts.values())} 行，{manifest.size / 2**20:.1f} MB。")
        if manifest.damaged:
            raise CommandError(
                f"便携包已写好，但有 {len(manifest.damaged)} 个原件已损坏，没有导出；名称在清单的 damaged 里。"
            )
