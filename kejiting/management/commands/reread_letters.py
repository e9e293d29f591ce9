"""Read the letters that are in the base again, after the rules have become better."""

from __future__ import annotations

import logging
from typing import Any

from django.core.management.base import BaseCommand

from kejiting.indexing.sync import sync_pending
from proposals.models import ReplyLetter
from proposals.records import LetterChangedError, reread_letter

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "按最新规则重新识别库中的答复函；人工改定的不动，新规则读得不同的列入录入台“待看一眼”"

    def handle(self, **options: Any) -> None:
        keys = list(ReplyLetter.objects.order_by("pk").values_list("pk", flat=True))
        unread = sum(not self._read_again(pk) for pk in keys)
        sync_pending()
        offered = ReplyLetter.objects.exclude(suggestions=[]).count()
        self.stdout.write(f"共 {len(keys)} 份，{unread} 份没有读成；{offered} 份有新读法，等人定夺。")
        if unread:
            raise SystemExit(1)

    def _read_again(self, pk: int) -> bool:
        """One letter at a time, each in a transaction of its own: one that cannot be read never stops the rest."""
        letter = ReplyLetter.objects.filter(pk=pk).first()
        if letter is None:  # deleted meanwhile
            return True
        try:
            reread_letter(letter, by=None)
        except LetterChangedError:
            self.stderr.write(f"{letter}：刚才有人在改，没有动它。")
            return False
        except Exception:
            logger.exception("letter %s could not be read again", pk)
            self.stderr.write(f"{letter}：系统出错，没有动它；原因已记入日志。")
            return False
        return True
