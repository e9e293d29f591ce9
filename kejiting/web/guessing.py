"""What slows the guessing of passwords, and not the colleague whose name is guessed at.

Three bounds, each for a quarter of an hour after the last wrong password: ten for a name from one address lock the name
for that address. A hundred for a name from all addresses together (at most ten of each) lock it for every address from
which the person has not logged in of late. A hundred from one address for all names together lock the address for whoever
has not logged in from there of late.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt, AccessLog
from axes.signals import user_locked_out
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db.models import Sum
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

logger = logging.getLogger(__name__)

GUESSES_FROM_EVERYWHERE = 100
GUESSES_FROM_ONE_ADDRESS = 100
# So long an address is known as one of the person
_KNOWN = timedelta(days=90)


class GuessingHandler(AxesDatabaseHandler):  # type: ignore[misc]  # axes carries no types
    def get_failures(self, request: Any, credentials: dict[str, Any] | None = None) -> int:
        """Return how many wrong passwords count against this request: at the limit of axes it is refused."""
        failures: int = super().get_failures(request, credentials)
        limit: int = settings.AXES_FAILURE_LIMIT
        name = (credentials or request.POST).get("username")
        many = (
            _guesses(name, limit, request) >= GUESSES_FROM_EVERYWHERE
            or _from_there(request) >= GUESSES_FROM_ONE_ADDRESS
        )
        return limit if failures < limit and many and not _knows(name, request) else failures


def sweep_logins() -> int:
    """Delete what nothing asks for any more of who logged in from where, and of wrong passwords; how many rows."""
    before = timezone.now() - _KNOWN
    return sum(model.objects.filter(attempt_time__lt=before).delete()[0] for model in (AccessLog, AccessAttempt))


def _guesses(name: str | None, most: int, request: Any) -> int:
    """Count wrong passwords from everywhere, at most so many of each address: nobody alone fills the bound."""
    recent = AccessAttempt.objects.filter(username=name, attempt_time__gte=get_cool_off_threshold(request))
    of_each = recent.order_by().values_list("ip_address").annotate(failures=Sum("failures_since_start"))
    return sum(min(failures, most) for _, failures in of_each[:GUESSES_FROM_EVERYWHERE])


def _from_there(request: Any) -> int:
    """Count wrong passwords for whatever names from the address of the request."""
    recent = AccessAttempt.objects.filter(
        ip_address=request.axes_ip_address, attempt_time__gte=get_cool_off_threshold(request)
    )
    return recent.aggregate(failures=Sum("failures_since_start"))["failures"] or 0


def _knows(name: str | None, request: Any) -> bool:
    since = request.axes_attempt_time - _KNOWN
    logins = AccessLog.objects.filter(username=name, ip_address=request.axes_ip_address, attempt_time__gte=since)
    return bool(logins.exists())


@receiver(user_login_failed)
def _note_failure(request: HttpRequest | None = None, **_: Any) -> None:
    """Without the name: people type their password there, too."""
    logger.warning("a login failed from %s", request.META.get("REMOTE_ADDR") if request else "a program")


@receiver(user_locked_out)
def _note_lock(request: HttpRequest, **_: Any) -> None:
    logger.warning("a login from %s is refused: too many wrong passwords", request.META.get("REMOTE_ADDR"))
