"""Read the letters anew when names of topics changed: few at once, many in a process aside."""

from __future__ import annotations

import logging

from django.db import DatabaseError

from kejiting.runtime.background import run_in_background
from measures.records import refresh_stale_mentions, stale_mentions, stale_plans

logger = logging.getLogger(__name__)

# So many letters are read again while somebody waits, in a second or two
MOST_AT_ONCE = 200


def follow_names() -> bool:
    """See to it that every mention is one by the names of today; are they so now?

    It never raises: what cannot be read again now stays noted, and is tried at the next page or the next start.
    """
    try:
        stale = stale_mentions().count()
        if stale > MOST_AT_ONCE:
            run_in_background("refresh_ledgers")
            return False
        if stale or stale_plans().exists():
            refresh_stale_mentions()
    except (DatabaseError, OSError):
        logger.exception("letters could not be read again for the names of topics; it is tried again later")
        return False
    return True
