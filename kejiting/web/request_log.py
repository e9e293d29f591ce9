"""Middleware: each request has an id, and leaves one line in the log."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from kejiting.runtime.logs import shown_path
from kejiting.runtime.request_id import begin_request

logger = logging.getLogger(__name__)

HEADER = "X-Request-ID"
# Asked for with every page, or every few seconds by watchers
_ORDINARY = ("/healthz", "/readyz")


class RequestLogMiddleware:
    """Stands in front of all that may refuse a request, behind what reads the headers of proxies."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.monotonic()
        identifier = begin_request(request.headers.get(HEADER, ""))
        response = self.get_response(request)
        response[HEADER] = identifier
        # who it is may not have been asked for yet, and is not asked for here
        person = getattr(request, "_cached_user", None)
        facts = {
            "method": request.method,
            "path": shown_path(request.path),
            "status": response.status_code,
            "milliseconds": round((time.monotonic() - began) * 1000),
            "user": getattr(person, "pk", None),
            "address": request.META.get("REMOTE_ADDR"),
        }
        logger.log(
            _level(request), "%(method)s %(path)s %(status)s %(milliseconds)sms user=%(user)s from=%(address)s", facts
        )
        return response


def _level(request: HttpRequest) -> int:
    ordinary = request.path in _ORDINARY or request.path.startswith(settings.STATIC_URL)
    return logging.DEBUG if ordinary else logging.INFO
