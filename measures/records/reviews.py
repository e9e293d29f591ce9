"""Close a discrepancy with a reason, or open it again with one."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.web.actions import UNKNOWN_ACTION, get_or_refuse, refuse_if
from measures.models import Discrepancy, DiscrepancyReview

NO_REASON = "请写明理由，例如两处的统计范围、时点有什么不同。"
REVIEWS = {"close": "已记为核对完毕。", "reopen": "已重新打开。"}


@transaction.atomic
def review_discrepancy(pk: int, *, action: str, reason: str, expected_version: int | None, by: User) -> str:
    """Add a review (see `REVIEWS`), and return a sentence of what was done. Raises ActionError; then nothing was.

    `expected_version` is how many reviews the person saw.
    """
    gone = "这个疑点已经没有了：数据刚刚改过或移走了。什么也没有改动。"
    held = get_or_refuse(Discrepancy.objects.select_for_update().filter(pk=pk), gone)
    refuse_if(expected_version != held.reviews.count(), "别人刚刚核对过这个疑点，什么也没有改动。请看过以后再填。")
    refuse_if(action not in REVIEWS, UNKNOWN_ACTION)
    refuse_if(not reason, NO_REASON)
    held.closed = action == "close"
    held.save(update_fields=["closed"])
    DiscrepancyReview.objects.create(discrepancy=held, resolved=held.closed, reason=reason, by=by)
    record_act(AuditAct.SETTLED, held, by=by, detail=f"{REVIEWS[action]}{reason}")
    return REVIEWS[action]
