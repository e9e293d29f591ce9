"""Publish, withdraw or delete a letter. Each carries the version that the person saw; a stale one changes nothing."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kejiting.catalogue import catch_up
from proposals.entry.permission import editors_only
from proposals.models import ReplyLetter
from proposals.records import LetterChangedError, delete_letter, publish_letter, withdraw_letter


@editors_only
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    return _do(request, pk, publish_letter, "已发布《{}》，现在就能检索到。")


@editors_only
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return _do(request, pk, withdraw_letter, "已撤回《{}》，现在是草稿，检索不到。")


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def delete_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks once more; POST deletes. What is published has to be withdrawn first."""
    letter = get_object_or_404(ReplyLetter, pk=pk)
    if letter.is_published:
        messages.error(request, f"《{letter}》已经发布，要删除请先撤回。")
        return redirect(letter)
    if request.method != "POST":
        return render(request, "proposals/entry_delete.html", {"letter": letter})
    try:
        delete_letter(seen(letter, request))
    except LetterChangedError as error:
        messages.error(request, str(error))
        return redirect("entry")
    catch_up()
    messages.success(request, f"已删除草稿《{letter}》。")
    return redirect("entry")


def _do(request: HttpRequest, pk: int, deed: Callable[[ReplyLetter], None], said: str) -> HttpResponse:
    letter = get_object_or_404(ReplyLetter, pk=pk)
    try:
        deed(seen(letter, request))
    except LetterChangedError as error:
        messages.error(request, str(error))
    else:
        catch_up()
        messages.success(request, said.format(letter))
    return redirect(letter)


def seen(letter: ReplyLetter, request: HttpRequest) -> ReplyLetter:
    """Return the letter if it is still as the person saw it. Raises LetterChangedError."""
    if request.POST.get("version") != str(letter.version):
        raise LetterChangedError(letter)
    return letter
