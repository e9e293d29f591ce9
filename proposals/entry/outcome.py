"""What a person is told after a save, and where they land."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import DatabaseError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kejiting.web.actions import ActionError
from measures.models import Plan
from proposals.models import ReplyLetter

logger = logging.getLogger(__name__)

Entered = ReplyLetter | Plan

PUBLISHED = "已发布《{}》，现在就能检索到。"


class NotSavedError(ActionError):
    """The disk or the database failed."""

    status = 503


@contextmanager
def saving(what: str) -> Iterator[None]:
    """Raise NotSavedError where disk or database fail; the log has the reason, and what was to be saved."""
    try:
        yield
    except (OSError, DatabaseError) as error:
        logger.exception("%s could not be saved", what)
        raise NotSavedError("没有存成：磁盘或数据库出了问题，原因已记入日志。请稍后再试，或告诉管理员。") from error


def show_saved(request: HttpRequest, document: Entered, *, queue: ArrivalQueue | None = None) -> HttpResponse:
    """Go on with what arrived and waits next; else what is published is shown, and a draft waits at the desk."""
    done = "已发布，现在就能检索到：" if document.is_published else "已存为草稿："
    if queue and queue.next_letter:
        messages.success(request, link_to(done, document))
        return go_on(request, queue)
    messages.success(request, PUBLISHED.format(document) if document.is_published else link_to(done, document))
    if document.is_published:
        return redirect(document)
    return redirect("entry_plans" if isinstance(document, Plan) else "entry")


@dataclass(frozen=True, slots=True)
class ArrivalQueue:
    """What arrived and waits: the next letter, and how many there are with it."""

    next_letter: ReplyLetter | None
    count: int

    @classmethod
    def after(cls, letter: ReplyLetter, by: User) -> ArrivalQueue:
        """Return those that `by` may look at next, theirs or nobody's: on down the queue, then from its head again."""
        waiting = ReplyLetter.objects.arrived().exclude(pk=letter.pk).order_by("-pk")
        waiting = waiting.filter(Q(assigned_to=None) | Q(assigned_to=by))
        return cls(waiting.filter(pk__lt=letter.pk).first() or waiting.first(), waiting.count())


def go_on(request: HttpRequest, queue: ArrivalQueue) -> HttpResponse:
    """Show the next letter of the queue, or the desk."""
    if queue.next_letter is None:
        return redirect("entry")
    messages.info(request, f"接着核对下一份，还有 {queue.count} 份待核对。")
    return redirect("entry_review", queue.next_letter.pk)


def desk_address(document: Entered) -> str:
    """Where an editor goes on with it: what is published has its page, all else is still under review."""
    review = "entry_plan" if isinstance(document, Plan) else "entry_review"
    return document.get_absolute_url() if document.is_published else reverse(review, args=[document.pk])


def link_to(said: str, document: Entered) -> SafeString:
    """A sentence that ends with a link to the letter or plan."""
    return format_html('{}<a href="{}">{}</a>', said, desk_address(document), document)
