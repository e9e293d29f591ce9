"""Read the letters that are in the base again, after the rules have become better."""

from __future__ import annotations

import logging
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import QuerySet

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.indexing.sync import sync_pending
from kejiting.web.actions import RowChangedError
from proposals.models import ReplyLetter
from proposals.records import reread_letter

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "按最新规则重新识别库中的答复函；人工改定的不动，新规则读得不同的列入录入台“待处理”"
    requires_system_checks = ()
    documents: QuerySet[Any] = ReplyLetter.objects.all()

    def reread(self, document: Any) -> None:
        reread_letter(document, by=None)

    def summary(self, read: int, unread: int) -> str:
        offered = ReplyLetter.objects.exclude(suggestions=[]).count()
        return f"共 {read} 份，{unread} 份没有读成；{offered} 份有新读法，等人定夺。"

    def handle(self, **options: Any) -> None:
        keys = list(self.documents.order_by("pk").values_list("pk", flat=True))
        unread = sum(not self._read_again(pk) for pk in keys)
        sync_pending()
        summary = self.summary(len(keys), unread)
        record_act(AuditAct.COMMAND, detail=summary)
        self.stdout.write(summary)
        if unread:
            raise SystemExit(1)

    def _read_again(self, pk: int) -> bool:
        """One at a time, each in a transaction of its own: one that cannot be read never stops the rest."""
        document = self.documents.filter(pk=pk).first()
        if document is None:  # deleted meanwhile
            return True
        try:
            self.reread(document)
        except RowChangedError:
            self.stderr.write(f"{document}：刚才有人在改，没有动它。")
            return False
        except Exception:
            logger.exception("%s could not be read again", document.key)
            self.stderr.write(f"{document}：系统出错，没有动它；原因已记入日志。")
            return False
        return True
