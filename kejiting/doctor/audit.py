"""The audit: whether its chain is whole."""

from __future__ import annotations

from itertools import islice

from kejiting.audit.chain import breaks_in
from kejiting.audit.models import AuditHead, AuditRecord
from kejiting.doctor.database import RESTORE
from kejiting.doctor.examination import Defect, Depth, Looked
from kejiting.runtime.replicas import PRIMARY

# While a page waits, the newest ones
_QUICK = 1000
# Of a chain that is broken in every row the first ones say enough
_MOST = 20


def look_at_audit(depth: Depth) -> Looked:
    """The whole chain, or its end. Nothing mends it: it tells what was done to it."""
    records = AuditRecord.objects.using(PRIMARY)
    # in this order: what is added meanwhile stands behind both
    newest = records.values_list("number", flat=True).first() or 0
    head = AuditHead.objects.using(PRIMARY).first() or AuditHead()
    first = max(0, head.number - _QUICK) if depth is Depth.QUICK else 0
    before = records.filter(number=first).values_list("number", "digest").first() or (first, "")
    chain = records.filter(number__gt=first, number__lte=max(newest, head.number)).order_by("number").iterator()
    broken = list(islice(breaks_in(chain, head, before=before), _MOST))
    looked = "每一条" if first == 0 else f"最近 {_QUICK} 条"
    return Looked(
        f"{looked}审计记录是否接得上上一条（共 {head.number} 条，末尾校验值 {head.digest[:12] or '无'}）",
        [Defect(f"审计记录：{one}。{RESTORE}，并查明是谁改动了数据库。") for one in broken],
    )
