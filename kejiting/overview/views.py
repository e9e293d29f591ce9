"""概览: what leaders ask first, each number a link to the list that has just these rows."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kejiting.overview.counts import (
    due_next,
    listed,
    newest_year,
    news,
    offices,
    plans,
    promises,
    requests,
    requests_due_next,
)
from kejiting.overview.visits import RECENT, visit
from kejiting.web.permission import MAY_ASSIGN, MAY_HANDLE
from measures.models import Discrepancy
from measures.records.following import follow_letters


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    visited = visit(request.user)
    since = visited or timezone.now().replace(microsecond=0) - RECENT
    is_current = follow_letters()
    year = newest_year(today)
    by_office = offices(year)
    may_handle = request.user.has_perm(MAY_HANDLE)
    context = {
        "requests": requests() if may_handle else (),
        "requests_due_next": requests_due_next(today) if may_handle else (),
        "promises": promises(),
        "due_next": due_next(today),
        "asked": Discrepancy.objects.opened().count(),
        "plans": plans(),
        "year": year,
        "is_this_year": year == today.year,
        "offices": by_office,
        "letters": sum(one.count for one in by_office),
        "letters_address": listed("letters", year=year),
        "visited": visited,
        "news": news(since, to_editor=request.user.has_perm(MAY_ASSIGN)),
        "is_current": is_current,
    }
    return render(request, "overview/overview.html", context)
