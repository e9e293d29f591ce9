"""The pages of topics: the list, a topic, and all of its figures and promises."""

from __future__ import annotations

from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kejiting.question_form import address
from kejiting.sheets import CONTENT_TYPES
from measures.figure_ledger.rows import ledger_rows
from measures.models import Topic
from measures.quotations import quoted_letters, quoted_plans
from measures.topics.following import follow_names
from measures.topics.forms import TopicPageForm
from measures.topics.promises import promise_rows
from measures.topics.rows import (
    commitments_of,
    figures_of,
    letters_naming,
    mentions_of,
    related_topics,
    topic_rows,
    years_of,
)

TOPICS_A_PAGE = 60
LETTERS_A_PAGE = 10
ROWS_A_PAGE = 50
FIRST_FEW = 5
MOST_IN_PLANS = 60

Row = TypeVar("Row", bound=Model)


def topic_list(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("q", "").replace("\0", "").strip()[:60]
    context = {
        "is_current": follow_names(),
        "q": asked,
        "page": Paginator(topic_rows(asked), TOPICS_A_PAGE).get_page(request.GET.get("page")),
        "exports": _exports(),
    }
    return render(request, "measures/topic_list.html", context)


def topic_detail(request: HttpRequest, pk: int) -> HttpResponse:
    topic = get_object_or_404(Topic, pk=pk)
    form = TopicPageForm(request.GET)
    valid = form.is_valid()
    year = form.cleaned_data["year"] if valid else None
    is_current = follow_names()
    page = Paginator(letters_naming(topic, year).values_list("pk", flat=True), LETTERS_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "topic": topic,
        "is_current": is_current,
        "year": year,
        "years": years_of(topic),
        "page": page,
        "letters": quoted_letters(mentions_of(topic), list(page)),
        "plans": quoted_plans(mentions_of(topic), MOST_IN_PLANS),
        "figures": ledger_rows(figures_of(topic)[:FIRST_FEW]),
        "commitments": promise_rows(commitments_of(topic)[:FIRST_FEW]),
        "related": related_topics(topic),
        "exports": _exports(topic=topic.pk),
    }
    return render(request, "measures/topic_detail.html", context, status=200 if valid else 422)


def topic_figures(request: HttpRequest, pk: int) -> HttpResponse:
    topic = get_object_or_404(Topic, pk=pk)
    page = _page(request, figures_of(topic))
    return render(
        request, "measures/topic_figures.html", {"topic": topic, "page": page, "rows": ledger_rows(page.object_list)}
    )


def topic_commitments(request: HttpRequest, pk: int) -> HttpResponse:
    topic = get_object_or_404(Topic, pk=pk)
    page = _page(request, commitments_of(topic))
    context = {"topic": topic, "page": page, "commitments": promise_rows(page.object_list)}
    return render(request, "measures/topic_commitments.html", context)


def _page(request: HttpRequest, rows: QuerySet[Row]) -> Page[Row]:
    return Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))


def _exports(**narrowed: object) -> list[dict[str, str]]:
    return [
        {"label": name.upper(), "address": reverse("topics_export") + address(narrowed, format=name)}
        for name in CONTENT_TYPES
    ]
