"""Since when what happened is news to a person: since the end of their visit before this one."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser, User
from django.db import DatabaseError
from django.utils import timezone

from kejiting.models import LastVisit

logger = logging.getLogger(__name__)

# After so long a quiet another visit begins
QUIET = timedelta(hours=1)
# What is news to who was never here before, or is nobody in particular
RECENT = timedelta(days=30)


def visit(user: User | AnonymousUser) -> datetime | None:
    """Note that the person looks at the overview now; the end of their visit before this one, None if there was none."""
    if not isinstance(user, User):
        return None
    now = timezone.now().replace(microsecond=0)
    try:
        last, _ = LastVisit.objects.get_or_create(person=user, defaults={"seen_at": now})
        since = last.seen_at if now - last.seen_at > QUIET else last.news_since
        # of two pages that are opened at once the second finds it moved, and has reckoned the same
        LastVisit.objects.filter(person=user, seen_at=last.seen_at).update(seen_at=now, news_since=since)
    except DatabaseError:
        logger.exception("a visit could not be noted; the overview is shown as to somebody who was never here")
        return None
    return since
