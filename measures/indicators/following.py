"""Bring the checks up to date before they are shown: of few letters at once, of many in a process aside."""

from __future__ import annotations

import logging

from kejiting.runtime.background import run_in_background
from measures.records import catch_up_checks

logger = logging.getLogger(__name__)


def follow_letters() -> bool:
    """See to it that the checks are those of the letters as they are now; are they so now?"""
    if catch_up_checks():
        return True
    try:
        run_in_background("refresh_ledgers")
    except OSError:
        logger.exception("the checks could not be found anew aside; it is tried again at the next page")
    return False
