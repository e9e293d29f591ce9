"""发布后还要做: what a publication leaves to be done, each number a link to just that."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from kejiting.web.permission import MAY_ASSIGN, MAY_FOLLOW, MAY_LINK
from measures.queues.kinds import open_promises, open_suggestions, waiting_figures


def tell_what_is_set_off(request: HttpRequest, letters: Collection[int]) -> None:
    """Add a message that says so, if the letters just published leave anything to be done; three queries at the most."""
    left = what_is_set_off(request.user, letters)
    if left:
        linked = format_html_join(" · ", '<a href="{}">{}</a>', left)
        messages.info(request, format_html("发布后还要做：{}。", linked))


def what_is_set_off(user: User | AnonymousUser, letters: Collection[int]) -> list[tuple[str, str]]:
    """The address of each list and what it holds; of several letters the lists of all, of one its own."""
    scope = {"letter": next(iter(letters))} if len(letters) == 1 else {}

    def waits(kind: str) -> str:
        return f"{reverse('work')}?{urlencode({'kind': kind, **scope})}"

    figures = f"{reverse('indicator_offers')}?{urlencode(scope or {'kind': 'all'})}"
    found = (
        (MAY_ASSIGN, figures, "认定 {} 个数据", waiting_figures().filter(letter__in=letters).count),
        (MAY_FOLLOW, waits("promises"), "{} 条承诺待看", open_promises().filter(letter__in=letters).count),
        (MAY_LINK, waits("evidence"), "{} 个量化目标可能有数据", lambda: _targets(letters)),
    )
    counted = [(address, wording, count()) for right, address, wording, count in found if user.has_perm(right)]
    return [(address, wording.format(count)) for address, wording, count in counted if count]


def _targets(letters: Collection[int]) -> int:
    """Those of published plans that still hold."""
    offered = open_suggestions().filter(figure__letter__in=letters, target__superseded=None)
    offered = offered.filter(target__item__plan__status="published")
    return int(offered.aggregate(targets=Count("target", distinct=True))["targets"])
