"""The page of what a person has collected: shown in order with citations, moved, removed, taken as text or Word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kejiting.web.actions import ActionError, action_named
from kejiting.web.downloads import attachment, download_word, refuse_download
from kejiting.web.parameters import words_of
from kejiting.web.way_back import way_back
from measures.quotations.basket import Basket, CollectedPassage

FORMATS = {"docx": "Word", "txt": "文本"}


@require_http_methods(["GET", "HEAD", "POST"])
def basket_page(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _change(request)
    context = {
        "collected": Basket(request.session).collected(request.user),
        "exports": [
            {"label": label, "address": f"{reverse('basket_export')}?format={name}"} for name, label in FORMATS.items()
        ],
    }
    return render(request, "quotations/basket.html", context)


@require_safe
def basket_export(request: HttpRequest) -> HttpResponse:
    collected = Basket(request.session).collected(request.user)
    chosen = request.GET.get("format")
    if chosen not in FORMATS:
        return refuse_download(request, "请选择导出的格式。")
    if not collected:
        return refuse_download(request, "还没有摘录。")
    title = f"摘录_{timezone.localdate().isoformat()}"
    if chosen == "docx":
        return download_word(title, [("摘录", "title"), *_paragraphs(collected)])
    text = "".join(f"{words}\n" for words, _ in _paragraphs(collected))
    return attachment(text, f"{title}.txt", "text/plain; charset=utf-8")


def _change(request: HttpRequest) -> HttpResponse:
    """Do what the pressed button says, and lead back to where the passage stands; `next` is the page it was pressed on."""
    basket = Basket(request.session)
    actions: dict[str, Callable[[str], None]] = {
        "add": lambda key: basket.add(key, request.user),
        "remove": basket.remove,
        "up": lambda key: basket.move(key, -1),
        "down": lambda key: basket.move(key, 1),
        "clear": lambda _: basket.clear(),
    }
    name = next((name for name in actions if name in request.POST), "")
    key = words_of(request.POST, name, 30)
    try:
        action_named(actions, name)(key)
    except ActionError as error:
        messages.error(request, str(error))
    back = way_back(request, "basket")
    return redirect(f"{back.partition('#')[0]}#p{key}" if name in {"add", "up", "down"} else back)


def _paragraphs(collected: Sequence[CollectedPassage]) -> Iterator[tuple[str, str]]:
    """Each passage with its citation and an empty line behind it; what is stale says so."""
    for passage in collected:
        if passage.note:
            yield f"【{passage.note}】", "field"
        yield from ((line, "body") for line in passage.text.split("\n") if line)
        yield f"（{passage.citation}）", "signature"
        yield "", "body"
