"""Read the plans that are in the base again, after the rules have become better."""

from __future__ import annotations

import logging
from typing import Any

from django.core.management.base import BaseCommand

from kejiting.indexing.sync import sync_pending
from measures.models import Plan
from measures.records import PlanChangedError, reread_plan

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "按最新规则重新识别库中的方案；人工改定的栏目、章节和目标不动"

    def handle(self, **options: Any) -> None:
        keys = list(Plan.objects.order_by("pk").values_list("pk", flat=True))
        unread = sum(not self._read_again(pk) for pk in keys)
        sync_pending()
        self.stdout.write(f"共 {len(keys)} 份方案，{unread} 份没有读成。")
        if unread:
            raise SystemExit(1)

    def _read_again(self, pk: int) -> bool:
        """One plan at a time, each in a transaction of its own: one that cannot be read never stops the rest."""
        plan = Plan.objects.filter(pk=pk).first()
        if plan is None:  # deleted meanwhile
            return True
        try:
            reread_plan(plan)
        except PlanChangedError:
            self.stderr.write(f"{plan}：刚才有人在改，没有动它。")
            return False
        except Exception:
            logger.exception("plan %s could not be read again", pk)
            self.stderr.write(f"{plan}：系统出错，没有动它；原因已记入日志。")
            return False
        return True
