"""Bring what pages show up to date before they are shown: what is little at once, what is much in the background.

What cannot be done now stays noted, and is tried at the next page or the next start.
"""

from __future__ import annotations

import logging

from django.db import DatabaseError

from kejiting.runtime.background import run_in_background
from measures.records.checks import catch_up_checks
from measures.records.ledgers import refresh_stale_mentions, stale_mentions, stale_plans

logger = logging.getLogger(__name__)

# So many letters are read again while somebody waits, in a second or two
MOST_AT_ONCE = 200


def follow_letters() -> bool:
    """See to it that the checks are those of the letters as they are now; are they so now?"""
    return catch_up_checks() or _follow_in_background()


def follow_names() -> bool:
    """See to it that every mention is one by the names of today; are they so now?"""
    try:
        stale = stale_mentions().count()
        if stale > MOST_AT_ONCE:
            return _follow_in_background()
        if stale or stale_plans().exists():
            refresh_stale_mentions()
    except (DatabaseError, OSError):
        logger.exception("letters could not be read again for the names of topics; it is tried again later")
        return False
    return True


def _follow_in_background() -> bool:
    try:
        run_in_background("refresh_ledgers")
    except OSError:
        logger.exception(
            "ledgers could not be brought up to date in the background; it is tried again at the next page"
        )
    return False
