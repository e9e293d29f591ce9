"""What a person is told after a save, and where they land."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from proposals.models import ReplyLetter

NOT_SAVED = "没有存成：磁盘或数据库出了问题，原因已记入日志。请稍后再试，或告诉管理员。"
PUBLISHED = "已发布《{}》，现在就能检索到。"


def show_saved(request: HttpRequest, letter: ReplyLetter, *, queue: ArrivalQueue | None = None) -> HttpResponse:
    """Go on with what arrived and waits next; else a published letter is shown, and a draft waits at the desk."""
    done = "已发布，现在就能检索到：" if letter.is_published else "已存为草稿："
    if queue and queue.next_letter:
        messages.success(request, link_to(done, letter))
        return go_on(request, queue)
    messages.success(request, PUBLISHED.format(letter) if letter.is_published else link_to(done, letter))
    return redirect(letter) if letter.is_published else redirect("entry")


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


def desk_address(letter: ReplyLetter) -> str:
    """Where an editor goes on with a letter: what is published has its page, all else is still under review."""
    return letter.get_absolute_url() if letter.is_published else reverse("entry_review", args=[letter.pk])


def name_of(letter: ReplyLetter) -> str:
    """What people know a letter by; many that have just arrived have no title yet."""
    return letter.title or letter.doc_number or letter.source_name or str(letter)


def link_to(said: str, letter: ReplyLetter) -> SafeString:
    """A sentence that ends with a link to the letter."""
    return format_html('{}<a href="{}">{}</a>', said, desk_address(letter), name_of(letter))
