"""Bring an installation to where it can be used: roles, and on the first start the seeds and an administrator."""

from __future__ import annotations

import secrets
from contextlib import suppress
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand

from kejiting.doctor.orphans import sweep_leftovers
from kejiting.indexing.outbox import sweep
from kejiting.indexing.sync import sync_pending
from kejiting.ingest.plan_saving import ingest_plan
from kejiting.ingest.reading import read_letter, read_plan
from kejiting.ingest.saving import ingest_letter
from kejiting.ingest.wastebasket import sweep_wastebasket
from kejiting.runtime.background import run_in_background
from kejiting.runtime.table_statistics import analyze_tables
from kejiting.web.roles import ensure_roles
from measures.models import Indicator
from measures.records import (
    SamePlanError,
    catch_up_checks,
    load_indicators,
    load_seed_topics,
    refresh_ledger,
    stale_ledgers,
    stale_mentions,
    stale_plans,
)
from proposals.models import ReplyLetter
from proposals.records import SameFileError

NAME = "admin"
LETTERS = settings.BASE_DIR / "fixtures" / "letters"


class Command(BaseCommand):
    help = "准备数据：角色；第一次启动时读入五份样例并建立管理员"

    def handle(self, **options: Any) -> None:
        ensure_roles()
        # before the letters, which are then read by their names
        load_seed_topics()
        # the administrator is made last: as long as there is none, the first start has not come to its end
        if not get_user_model().objects.filter(is_superuser=True).exists():
            self._load_seeds()
            password = secrets.token_urlsafe(12)
            get_user_model().objects.create_superuser(NAME, password=password)
            self.stdout.write(f"已建立管理员：用户名 {NAME}，密码 {password}（只显示这一次，请记下）")
        self._settle_seeds()
        sync_pending()
        sweep()
        sweep_wastebasket()
        sweep_leftovers()
        analyze_tables()
        stale = (stale_ledgers(), stale_mentions(), stale_plans())
        if not catch_up_checks() or any(rows.exists() for rows in stale):
            run_in_background("refresh_ledgers")

    def _settle_seeds(self) -> None:
        """Once, also in an installation that is older than indicators."""
        if Indicator.history.exists():
            return
        sums = [sha256(path.read_bytes()).hexdigest() for path in LETTERS.glob("*.txt")]
        letters = list(ReplyLetter.objects.filter(source_sha256__in=sums))
        for letter in letters:
            refresh_ledger(letter)
        load_indicators(settings.BASE_DIR / "fixtures" / "indicators.toml", letters)

    def _load_seeds(self) -> None:
        for path in sorted(LETTERS.glob("*.txt")):
            with suppress(SameFileError):
                ingest_letter(read_letter(path.name, path.read_bytes()), by=None, publish=True)
        for path in sorted((settings.BASE_DIR / "fixtures" / "plans").glob("*.txt")):
            with suppress(SamePlanError):
                ingest_plan(read_plan(path.name, path.read_bytes()))
        self.stdout.write("已读入样例：四份答复函、一份实施方案")
