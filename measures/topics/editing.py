"""Editors make, change and delete topics; what the letters say of them is then read again."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from kejiting.ingest.wastebasket import throw_away
from kejiting.web.actions import ActionError
from kejiting.web.permission import require_permission
from measures.models import Topic
from measures.records import save_topic
from measures.records.following import follow_names
from measures.topics.forms import TopicDeletionForm, TopicForm


@require_http_methods(["GET", "HEAD", "POST"])
def topic_new(request: HttpRequest) -> HttpResponse:
    return _edited(request, None, require_permission("measures.add_topic", request))


@require_http_methods(["GET", "HEAD", "POST"])
def topic_edit(request: HttpRequest, pk: int) -> HttpResponse:
    by = require_permission("measures.change_topic", request)
    topic = get_object_or_404(Topic, pk=pk)
    deletion = TopicDeletionForm(request.POST)
    deletion.full_clean()
    if deletion.cleaned_data.get("action") == "delete":
        require_permission("measures.delete_topic", request)
        return _deleted(request, topic, deletion.cleaned_data.get("expected_version") or 0, by)
    return _edited(request, topic, by)


def _edited(request: HttpRequest, topic: Topic | None, by: User) -> HttpResponse:
    form = TopicForm(request.POST) if request.method == "POST" else TopicForm.of(topic)
    is_stale = False
    if request.method == "POST" and form.is_valid():
        try:
            expected = form.cleaned_data["expected_version"] or 0
            saved = save_topic(form.words, topic=topic, by=by, expected_version=expected)
        except ActionError as error:
            now = Topic.objects.filter(pk=topic.pk).first() if topic else None
            if topic and now is None:
                messages.error(request, str(error))
                return redirect("topics")
            topic = now
            is_stale = topic is not None and topic.version != expected
            form = form.refused(str(error), topic)
        else:
            follow_names()
            messages.success(request, f"已保存主题“{saved}”。")
            return redirect(saved)
    context = {"form": form, "topic": topic, "is_stale": is_stale}
    return render(request, "topics/topic_edit.html", context, status=422 if form.errors else 200)


def _deleted(request: HttpRequest, topic: Topic, expected_version: int, by: User) -> HttpResponse:
    try:
        throw_away(topic, by=by, expected_version=expected_version)
    except ActionError as error:
        messages.error(request, str(error))
        return redirect(topic if Topic.objects.filter(pk=topic.pk).exists() else "topics")
    follow_names()
    messages.success(request, f"已删除主题“{topic}”，放进了回收站。提到它的答复函没有变。")
    return redirect("topics")
