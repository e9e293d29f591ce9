"""Deadlines of requests as a calendar (iCalendar, RFC 5545), at an address that is its own key: that of a person's feed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, timedelta
from uuid import uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kejiting.following.records import feed_with, renew_feed
from kejiting.models import NewsFeed
from kejiting.web.permission import MAY_HANDLE, only_with, require_permission
from proposals.models import Request

# The soonest ones
MOST_EVENTS = 500
_LONGEST_LINE = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@only_with(MAY_HANDLE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def due_address(request: HttpRequest) -> HttpResponse:
    """POST makes a new address, shown this once."""
    person = require_permission(MAY_HANDLE, request)
    address = ""
    if request.method == "POST":
        address = request.build_absolute_uri(f"{reverse('requests_due_feed')}?token={renew_feed(person)}")
    has_feed = NewsFeed.objects.filter(person=person).exists()
    return render(request, "desk/due_address.html", {"new_address": address, "has_feed": has_feed})


@require_safe
def due_feed(request: HttpRequest) -> HttpResponse:
    """What is not answered yet and has a deadline; nobody's who may not handle requests any more."""
    feed = feed_with(request.GET.get("token", ""))
    if feed is None or not feed.person.has_perm(MAY_HANDLE):
        raise Http404
    lines = "".join(_folded(line) for line in _calendar(request, feed))
    response = HttpResponse(lines, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="due.ics"'
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _calendar(request: HttpRequest, feed: NewsFeed) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kejiting//Requests//ZH", "X-WR-CALNAME:来件办结期限")
    due = Request.objects.unanswered().filter(due_on__isnull=False).select_related("session").defer("text")
    for row in due.order_by("due_on", "pk")[:MOST_EVENTS]:
        about = (str(row.session or ""), row.number_text or "", "、".join(row.proposers), row.office)
        if row.due_on is None:
            continue
        yield "BEGIN:VEVENT"
        yield f"UID:{uuid5(feed.identity, f'request-{row.pk}')}"
        yield f"DTSTAMP:{row.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        yield f"DTSTART;VALUE=DATE:{row.due_on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{row.due_on + timedelta(days=1):%Y%m%d}"
        yield f"SUMMARY:{_escaped(f'办结期限：{row}')}"
        yield f"DESCRIPTION:{_escaped('，'.join(part for part in about if part))}"
        yield f"URL:{request.build_absolute_uri(row.get_absolute_url())}"
        yield "END:VEVENT"
    yield "END:VCALENDAR"


def _escaped(text: str) -> str:
    return "".join(one for one in text.translate(_ESCAPES) if one.isprintable())


def _folded(line: str) -> str:
    """At most 75 bytes a line, further ones begin with a space; no character is cut."""
    written, size = [], 0
    for character in line:
        width = len(character.encode())
        if size + width > _LONGEST_LINE:
            written.append("\r\n ")
            size = 1
        written.append(character)
        size += width
    return "".join((*written, "\r\n"))
