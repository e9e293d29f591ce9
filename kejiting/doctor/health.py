"""What a watcher or a balancer asks: whether the server lives, and whether it can serve. Nothing private is said."""

from __future__ import annotations

import logging

from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kejiting.backup.empty_place import is_half_filled
from kejiting.doctor.database import due_migrations
from kejiting.indexing.sync import search_index

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """GET /healthz: a thread is free to answer; the base is not asked."""
    return JsonResponse({"alive": True})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """GET /readyz: 200 if the base answers, is whole and of this version, else 503; while there is no index, the base is searched."""
    try:
        due = bool(due_migrations())
    except Error as error:
        logger.warning("not ready: %s", error)
        return JsonResponse({"ready": False, "database": False}, status=503)
    half = is_half_filled()
    answers = {
        "ready": not due and not half,
        "database": True,
        "migrations": not due,
        "whole": not half,
        "search": "base" if search_index().position() is None else "index",
    }
    return JsonResponse(answers, status=200 if answers["ready"] else 503)
