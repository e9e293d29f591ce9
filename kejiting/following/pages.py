"""我的关注: what a person follows, with its newest news; and what the button on other pages does."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kejiting.following.news import followed_rows
from kejiting.following.records import MOST_FOLLOWED, TOO_LONG, follow, renew_feed, unfollow
from kejiting.models import LONGEST_SUBJECT, FollowKind, NewsFeed
from kejiting.web.actions import STALE, ActionError, ActionForm
from kejiting.web.permission import require_login
from kejiting.web.way_back import way_back


class FollowForm(ActionForm):
    """What the button of a page sends."""

    action = forms.ChoiceField(choices=[("follow", "关注"), ("unfollow", "取消关注")], error_messages=STALE)
    kind = forms.ChoiceField(choices=FollowKind.choices, error_messages=STALE)
    subject = forms.CharField(max_length=LONGEST_SUBJECT, error_messages={**STALE, "max_length": TOO_LONG})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def following(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _shown(request)
    try:
        messages.success(request, _changed(request))
    except ActionError as error:
        messages.error(request, str(error))
    return redirect(way_back(request, "following"))


@login_required
@require_POST
@never_cache
def feed_address(request: HttpRequest) -> HttpResponse:
    """A new address of the feed, shown this once."""
    address = reverse("following_feed", args=[renew_feed(require_login(request))])
    return _shown(request, request.build_absolute_uri(address))


def _changed(request: HttpRequest) -> str:
    """The sentence that says what was done. Raises ActionError."""
    person, asked = require_login(request), FollowForm(request.POST).read()
    kind = FollowKind(asked["kind"])
    if asked["action"] == "unfollow":
        unfollow(person, kind, asked["subject"])
        return "已取消关注。"
    followed = follow(person, kind, asked["subject"])
    return f"已关注{kind.label}“{followed.name}”。有新的动态时，列在检索首页和“我的关注”里。"


def _shown(request: HttpRequest, address: str = "") -> HttpResponse:
    person = require_login(request)
    rows, no_index = followed_rows(person)
    context = {
        "rows": rows,
        "no_index": no_index,
        "most": MOST_FOLLOWED,
        "new_address": address,
        "has_feed": bool(address) or NewsFeed.objects.filter(person=person).exists(),
    }
    return render(request, "following/following.html", context)
