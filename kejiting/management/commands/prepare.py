"""Bring an installation to where it can be used: roles, and on the first start the seeds and an administrator."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from kejiting.audit.records import begin_audit
from kejiting.doctor.orphans import sweep_leftovers
from kejiting.indexing.outbox import sweep
from kejiting.indexing.sync import sync_pending
from kejiting.ingest.plan_saving import ingest_plan
from kejiting.ingest.reading import read_letter, read_plan
from kejiting.ingest.samples import INDICATORS, sample_files, sample_letters, was_read
from kejiting.ingest.saving import ingest_letter
from kejiting.ingest.wastebasket import sweep_wastebasket
from kejiting.management.administrator import has_administrator, make_administrator
from kejiting.runtime.background import run_in_background
from kejiting.runtime.table_statistics import analyze_tables
from kejiting.web.guessing import sweep_logins
from kejiting.web.roles import ensure_roles
from measures.models import Indicator
from measures.records import (
    catch_up_checks,
    load_indicators,
    load_seed_topics,
    refresh_ledger,
    stale_ledgers,
    stale_mentions,
    stale_plans,
)
from proposals.records.drafts import sweep_drafts

SEEDS_LOADED = "已读入样例：四份答复函、一份实施方案（以后用 manage.py forget_samples 取走）"


class Command(BaseCommand):
    help = "准备数据：角色；第一次启动时读入五份样例并建立管理员"
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        begin_audit()
        ensure_roles()
        # before the letters, which are then read by their names
        load_seed_topics()
        # the administrator is made last: as long as there is none, the first start has not come to its end
        if not has_administrator():
            self._load_seeds()
            self.stdout.write(make_administrator())
        self._settle_seeds()
        sync_pending()
        sweep()
        sweep_wastebasket()
        sweep_drafts()
        sweep_leftovers()
        sweep_logins()
        analyze_tables()
        stale = (stale_ledgers(), stale_mentions(), stale_plans())
        if not catch_up_checks() or any(rows.exists() for rows in stale):
            run_in_background("refresh_ledgers")

    def _settle_seeds(self) -> None:
        """Once, also in an installation that is older than indicators."""
        if Indicator.history.exists():
            return
        letters = list(sample_letters())
        for letter in letters:
            refresh_ledger(letter)
        load_indicators(INDICATORS, letters)

    def _load_seeds(self) -> None:
        letters, plans = (_wanted(kind) for kind in ("letters", "plans"))
        for path in letters:
            ingest_letter(read_letter(path.name, path.read_bytes()), by=None, publish=True)
        for path in plans:
            ingest_plan(read_plan(path.name, path.read_bytes()))
        if letters or plans:
            self.stdout.write(SEEDS_LOADED)


def _wanted(kind: str) -> list[Path]:
    """What was read once is not read again: whoever took it out does not want it back, administrator or not."""
    return [path for digest, path in sample_files(kind).items() if not was_read(digest)]
