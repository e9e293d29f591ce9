"""Read the letters and plans whose ledgers are missing, or were made by older rules or other names of topics."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from measures.records import refresh_stale_ledgers


class Command(BaseCommand):
    help = "把台账补齐：还没有识别的、按旧规则或旧的主题名称识别的答复函和方案，按最新的识别"
    requires_system_checks = ()

    def handle(self, **options: object) -> None:
        self.stdout.write(f"补齐了 {refresh_stale_ledgers()} 份文件的台账。")
