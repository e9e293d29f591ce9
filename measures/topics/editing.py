"""Editors make, change and delete topics; what the letters say of them is then read again."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from measures.models import Topic
from measures.records import TopicError, delete_topic, save_topic
from measures.topics.following import follow_names
from measures.topics.forms import TopicForm

_NEWEST_CHANGES = 10


@require_http_methods(["GET", "HEAD", "POST"])
def topic_new(request: HttpRequest) -> HttpResponse:
    _need(request, "measures.add_topic")
    return _edited(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def topic_edit(request: HttpRequest, pk: int) -> HttpResponse:
    _need(request, "measures.change_topic")
    topic = get_object_or_404(Topic, pk=pk)
    if request.method == "POST" and request.POST.get("deed") == "delete":
        _need(request, "measures.delete_topic")
        return _deleted(request, topic)
    return _edited(request, topic)


def _need(request: HttpRequest, right: str) -> None:
    if not request.user.has_perm(right):
        raise PermissionDenied


def _edited(request: HttpRequest, topic: Topic | None) -> HttpResponse:
    form = TopicForm(request.POST) if request.method == "POST" else TopicForm.of(topic)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_topic(form.words, topic=topic, seen=form.version_seen)
        except TopicError as error:
            now = Topic.objects.filter(pk=topic.pk).first() if topic else None
            if topic and now is None:
                messages.error(request, str(error))
                return redirect("topics")
            topic = now
            form = form.refused(str(error), topic)
        else:
            follow_names()
            messages.success(request, f"已保存主题“{saved}”。")
            return redirect(saved)
    changes = topic.history.select_related("history_user")[:_NEWEST_CHANGES] if topic else ()
    context = {"form": form, "topic": topic, "changes": changes}
    return render(request, "measures/topic_edit.html", context, status=422 if form.errors else 200)


def _deleted(request: HttpRequest, topic: Topic) -> HttpResponse:
    seen = request.POST.get("seen", "")
    try:
        delete_topic(topic, seen=int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 10 else 0)
    except TopicError as error:
        messages.error(request, str(error))
        return redirect(topic if Topic.objects.filter(pk=topic.pk).exists() else "topics")
    follow_names()
    messages.success(request, f"已删除主题“{topic}”。提到它的答复函没有变。")
    return redirect("topics")
