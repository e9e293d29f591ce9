"""What a person is told after a save, and where they land."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString

from proposals.models import ReplyLetter

NOT_SAVED = "没有存成：磁盘或数据库出了问题，原因已记入日志。请稍后再试，或告诉管理员。"


def show_saved(request: HttpRequest, letter: ReplyLetter) -> HttpResponse:
    """A published letter is shown; a draft waits at the desk."""
    if letter.is_published:
        messages.success(request, f"已发布《{letter}》，现在就能检索到。")
        return redirect(letter)
    messages.success(request, link_to("已存为草稿：", letter))
    return redirect("entry")


def name_same_file(request: HttpRequest, letter: ReplyLetter) -> HttpResponse:
    messages.error(request, link_to("这份文件已经录入过，没有再存：", letter))
    return redirect("entry")


def link_to(said: str, letter: ReplyLetter) -> SafeString:
    return format_html('{}<a href="{}">{}</a>', said, letter.get_absolute_url(), letter)
