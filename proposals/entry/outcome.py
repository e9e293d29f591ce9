"""What a person is told after a save, and where they land."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from proposals.models import ReplyLetter

NOT_SAVED = "没有存成：磁盘或数据库出了问题，原因已记入日志。请稍后再试，或告诉管理员。"
PUBLISHED = "已发布《{}》，现在就能检索到。"


def show_saved(request: HttpRequest, letter: ReplyLetter) -> HttpResponse:
    """A published letter is shown; a draft waits at the desk."""
    if letter.is_published:
        messages.success(request, PUBLISHED.format(letter))
        return redirect(letter)
    messages.success(request, link_to("已存为草稿：", letter))
    return redirect("entry")


def desk_address(letter: ReplyLetter) -> str:
    """Where an editor goes on with a letter: what is published has its page, all else is still under review."""
    return letter.get_absolute_url() if letter.is_published else reverse("entry_review", args=[letter.pk])


def name_of(letter: ReplyLetter) -> str:
    """What people know a letter by; many that have just arrived have no title yet."""
    return letter.title or letter.doc_number or letter.source_name or str(letter)


def link_to(said: str, letter: ReplyLetter) -> SafeString:
    """A sentence that ends with a link to the letter."""
    return format_html('{}<a href="{}">{}</a>', said, desk_address(letter), name_of(letter))
