"""Read the figures of letters whose ledgers are missing or were made by older rules."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from measures.records import refresh_stale_ledgers


class Command(BaseCommand):
    help = "把台账补齐：还没有识别数据的、按旧规则识别的答复函，按最新规则识别"

    def handle(self, **options: object) -> None:
        self.stdout.write(f"补齐了 {refresh_stale_ledgers()} 份答复函的台账。")
