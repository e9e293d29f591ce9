"""Middleware: who has just written reads what they wrote; a server that is gone costs a page no more than a second try.

A person's position, how far the primary's log was after they last wrote, is kept in a cookie, not in the session: the
session lies in the base itself, and has to be read from a replica that is new enough to hold it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import Error, connections
from django.http import HttpRequest, HttpResponseBase

from kejiting.runtime.logs import shown_path
from kejiting.runtime.replicas import PRIMARY, primary_is_gone
from kejiting.runtime.replicas.positions import written_position
from kejiting.runtime.replicas.request import RequestAtHand, answering
from kejiting.runtime.replicas.servers import REPLICAS
from kejiting.runtime.replicas.watch import watch_servers
from kejiting.web.error_pages import BASE_GONE, NOT_SAVED, PERHAPS_SAVED, ErrorPage, error_response

logger = logging.getLogger(__name__)

COOKIE = "position"
# By then every replica that is read has come so far
COOKIE_SECONDS = 24 * 3600
READS = {"GET", "HEAD"}
WRITES_NOTHING = READS | {"OPTIONS", "TRACE"}


class ReplicaRequests:
    """Stands before the sessions, so that it also sees what they write on the way out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if connections[PRIMARY].vendor != "postgresql":
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, http: HttpRequest) -> HttpResponseBase:
        watch_servers()
        if primary_is_gone() and http.method not in WRITES_NOTHING:
            return error_response(http, NOT_SAVED)
        request = RequestAtHand(only_reads=http.method in READS, needed=_position(http))
        response = self._answer(http, request)
        if _failed(response, request) and request.only_reads and not request.has_written and REPLICAS:
            logger.warning("%s failed; %s is asked for again", "、".join(sorted(request.failed)), shown_path(http.path))
            request = RequestAtHand(only_reads=True, needed=request.needed, left_out=request.left_out)
            response = self._answer(http, request)
        if _failed(response, request) and request.lost:
            return error_response(http, _trouble(request))
        if request.has_written:
            _remember_position(response)
        if primary_is_gone():
            _keep_logged_in(response)
        return response

    def _answer(self, http: HttpRequest, request: RequestAtHand) -> HttpResponseBase:
        with answering(request):
            response = self.get_response(http)
        for alias in request.failed:
            connections[alias].close_if_unusable_or_obsolete()
        return response


def _failed(response: HttpResponseBase, request: RequestAtHand) -> bool:
    return response.status_code >= 500 and bool(request.failed)


def _trouble(request: RequestAtHand) -> ErrorPage:
    if request.may_have_saved:
        return PERHAPS_SAVED
    return NOT_SAVED if REPLICAS and (request.has_written or not request.only_reads) else BASE_GONE


def _position(http: HttpRequest) -> int:
    """0 for a person who has not written of late; what others made up carries no signature of ours."""
    if not REPLICAS:
        return 0
    kept = http.get_signed_cookie(COOKIE, default="", max_age=COOKIE_SECONDS)
    return int(kept) if kept else 0


def _keep_logged_in(response: HttpResponseBase) -> None:
    """Leave the browser its session: one that no replica holds yet may lie in the primary, and comes back with it."""
    response.cookies.pop(settings.SESSION_COOKIE_NAME, None)


def _remember_position(response: HttpResponseBase) -> None:
    try:
        position = written_position()
    except Error:
        logger.exception("the primary was lost after a request had written; its replicas may not show that at once")
        return
    response.set_signed_cookie(
        COOKIE,
        str(position),
        max_age=COOKIE_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
