"""What a person is told after a save, and where they land."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.db import DatabaseError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kejiting.text.unreadable import UnreadableFile
from kejiting.web.actions import ActionError
from measures.extraction.trial import expect_readable
from measures.models import Plan
from measures.queues.places import QueuePlace, go_on
from measures.queues.set_off import tell_what_is_set_off
from proposals.models import ReplyLetter, Status

logger = logging.getLogger(__name__)

Entered = ReplyLetter | Plan

# What is told of a letter or a plan that has become so
DONE = {
    Status.DRAFT: "已存为草稿：《{}》。",
    Status.CHECKED: "已核对：《{}》，等待发布。",
    Status.PUBLISHED: "已发布《{}》，现在就能检索到。",
    Status.WITHDRAWN: "已撤回《{}》，检索不到了；打开它的网址会看到撤回的原因。",
}

_LINKED = {
    Status.DRAFT: "已存为草稿：",
    Status.CHECKED: "已核对，等待发布：",
    Status.PUBLISHED: "已发布，现在就能检索到：",
}


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


def refuse_unreadable(text: str) -> None:
    """Raise ActionError for a text that would take too long to be read."""
    try:
        expect_readable(text)
    except UnreadableFile as error:
        raise ActionError(str(error)) from error


def show_saved(request: HttpRequest, document: Entered, *, place: QueuePlace | None = None) -> HttpResponse:
    """Go on with what waits next in the queue; else what is published is shown, all else waits at the desk."""
    status = Status(document.status)
    goes_on = place is not None and place.after()[0] is not None
    is_linked = goes_on or not document.is_published
    said = link_to(_LINKED[status], document) if is_linked else DONE[status].format(document)
    messages.success(request, said)
    if document.is_published and isinstance(document, ReplyLetter):
        tell_what_is_set_off(request, [document.pk])
    if place and goes_on:
        return go_on(request, place)
    if document.is_published:
        return redirect(document)
    return redirect("entry_plans" if isinstance(document, Plan) else "entry")


def desk_address(document: Any) -> str:
    """Where an editor goes on with it: what is published, or has no status, has its page, all else is still under review."""
    if not isinstance(document, Entered):
        return str(document.get_absolute_url())
    review = "entry_plan" if isinstance(document, Plan) else "entry_review"
    return document.get_absolute_url() if document.is_published else reverse(review, args=[document.pk])


def link_to(said: str, document: Model) -> SafeString:
    """A sentence that ends with a link to what it is about."""
    return format_html('{}<a href="{}">{}</a>', said, desk_address(document), document)
