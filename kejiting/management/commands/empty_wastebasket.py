"""Delete for good what has lain in the wastebasket long enough."""

from __future__ import annotations

import argparse
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from kejiting.ingest.wastebasket import sweep_wastebasket


class Command(BaseCommand):
    help = "清理回收站：把放了够久的答复函和方案连同原件彻底删除"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--older-than",
            type=_days,
            default=settings.WASTEBASKET_DAYS,
            metavar="天数",
            help=f"删除多少天以前放进来的；0 是全部，不写是 {settings.WASTEBASKET_DAYS}",
        )

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"彻底删除了 {sweep_wastebasket(days=options['older_than'])} 份。")


def _days(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 5):
        raise argparse.ArgumentTypeError(f"{value!r} 不是天数，请写 0 以上的整数")
    return int(value)
