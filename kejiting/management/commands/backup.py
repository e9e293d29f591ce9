"""Back up base, originals and secret key, while the program serves."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.backup.backups import back_up
from kejiting.management.backups import shown_on

SHOWN = 5


class Command(BaseCommand):
    help = "备份：数据库、原件和密钥，写进 PATH 下以时间命名的文件夹；不必停止服务"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=_folder, metavar="PATH", help="放备份的文件夹")
        parser.add_argument("--keep", type=_at_least_one, metavar="N", help="只留最近的 N 份")

    def handle(self, *, path: Path, keep: int | None, **options: object) -> None:
        with shown_on(self.stderr) as show:
            backup = back_up(path.absolute(), keep=keep, show=show)
            record_act(AuditAct.EXPORTED, kind="备份", name=backup.folder.name)
        manifest = backup.manifest
        self.stdout.write(f"已备份到 {backup.folder}：{len(manifest.files)} 个文件，{manifest.size / 2**20:.1f} MB。")
        if damaged := manifest.damaged:
            shown = "、".join(damaged[:SHOWN]) + ("……" if len(damaged) > SHOWN else "")
            raise CommandError(f"备份已写好，但有 {len(damaged)} 个原件已损坏，没有备份：{shown}。请从以前的备份取回。")


def _folder(value: str) -> Path:
    """Refuse the name that a variable without a value leaves: it would be the folder that the command runs in."""
    if not value.strip():
        raise ArgumentTypeError("请写明放备份的文件夹")
    return Path(value)


def _at_least_one(value: str) -> int:
    if not (value.isascii() and value.isdigit() and int(value) >= 1):
        raise ArgumentTypeError("请写 1 或更大的整数")
    return int(value)
