"""Close a check with a reason, or open it again with one."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.http import QueryDict

from measures.indicators.settling import DeedError
from measures.models import Discrepancy, DiscrepancyReview


@transaction.atomic
def answer(check: Discrepancy, said: QueryDict, by: User) -> str:
    """Add the step that a form says; what was done. Raises DeedError; then nothing was."""
    held = Discrepancy.objects.select_for_update().filter(pk=check.pk).first()
    if held is None:
        raise DeedError("这个疑点刚刚已经没有了：数据改过或移走了。")
    if said.get("seen") != str(held.steps.count()):
        raise DeedError("别人刚刚核对过这个疑点，什么也没有改动。请看过以后再填。")
    closes = said.get("deed") == "close"
    if not closes and said.get("deed") != "reopen":
        raise DeedError("没有这样的操作，请刷新页面再试。")
    reason = said.get("reason", "").replace("\0", "").strip()[:300]
    if not reason:
        raise DeedError("请写明理由，例如两处的统计范围、时点有什么不同。")
    DiscrepancyReview.objects.create(of=held, closes=closes, reason=reason, by=by)
    held.closed = closes
    held.save(update_fields=["closed"])
    return "已记为核对完毕。" if closes else "已重新打开。"
