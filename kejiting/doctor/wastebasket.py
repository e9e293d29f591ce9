"""The wastebasket: whether what has lain there long enough is taken away."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from kejiting.doctor.examination import Defect, Depth, Looked, Severity
from kejiting.ingest.wastebasket import KINDS

# Swept at a start, and some with each deletion: a day later is not too late
_SLACK_DAYS = 1


def look_at_wastebasket(depth: Depth) -> Looked:
    """What is overdue is for people to delete: mending deletes nothing that can be restored still."""
    since = timezone.now() - timedelta(days=settings.WASTEBASKET_DAYS + _SLACK_DAYS)
    lying = sum(kind.model.everything.filter(deleted_at__isnull=False).count() for kind in KINDS.values())
    overdue = sum(kind.model.everything.filter(deleted_at__lte=since).count() for kind in KINDS.values())
    message = f"回收站里有 {overdue} 份早已过了保留的 {settings.WASTEBASKET_DAYS} 天。请运行 manage.py empty_wastebasket 彻底删除。"
    return Looked(f"回收站里的 {lying} 份是否过了保留的天数", [Defect(message, Severity.WARNING)] if overdue else [])
