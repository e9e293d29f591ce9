"""工作台: the kinds of things that wait, how many of each, and the next ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kejiting.web.permission import MAY_ENTER, require_permission
from kejiting.web.rights import MissingRight
from measures.queues.kinds import Queue, Scope, queues_of
from measures.queues.places import letter_of

SHOWN, PAGE_SIZE = 5, 50


@dataclass(frozen=True, slots=True)
class ShownQueue:
    """A stretch of a queue, with the address of each item in it."""

    queue: Queue
    page: Page[Any]
    items: list[tuple[str, str]]


@login_required
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """All kinds with the first of each; or one kind, page by page."""
    queues = queues_of(request.user)
    if not queues:
        raise MissingRight(MAY_ENTER)
    chosen = [queue for queue in queues if queue.name == request.GET.get("kind")]
    scope = Scope(require_permission((chosen or queues)[0].right, request), letter_of(request))
    size, number = (PAGE_SIZE, request.GET.get("page")) if chosen else (SHOWN, "1")
    shown = [_shown(queue, scope, size, number) for queue in chosen or queues]
    context = {"queues": queues, "chosen": chosen[0] if chosen else None, "shown": shown, "letter": scope.letter}
    return render(request, "queues/work.html", context | ({"page": shown[0].page} if chosen else {}))


def _shown(queue: Queue, scope: Scope, size: int, number: str | None) -> ShownQueue:
    page = Paginator(queue.rows(scope), size).get_page(number)
    items = [(queue.address(scope, *queue.key_of(row)), queue.title(row)) for row in page]
    return ShownQueue(queue, page, items)
