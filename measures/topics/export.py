"""Where topics are named, as a file: all of them, or one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kejiting.web.downloads import file_answer
from kejiting.web.spreadsheets import Column
from measures.models import Mention
from measures.quotations.files import COLUMNS, quotation_rows
from measures.topics.forms import TopicExportForm
from proposals.models import ReplyLetter

_COLUMNS = (Column("主题", 24), *COLUMNS)


def topics_export(request: HttpRequest) -> HttpResponse:
    form = TopicExportForm(request.GET)
    if not form.is_valid():
        said = {"title": "不能导出", "advice": form.advice}
        return render(request, "trouble.html", said, status=422)
    mentions = Mention.objects.select_related("topic").order_by()
    if topic := form.cleaned_data["topic"]:
        mentions = mentions.filter(topic=topic)
    rows = quotation_rows(
        mentions, ReplyLetter.objects.published(), lambda row: (row.topic.name,), request.build_absolute_uri
    )
    return file_answer("主题", form.cleaned_data["format"], _COLUMNS, rows)
