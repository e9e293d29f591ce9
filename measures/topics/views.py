"""The pages of topics: the list, and what is said of one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from kejiting.web.actions import form_errors
from kejiting.web.alphabet import alphabet, beginning_with, count_initials
from kejiting.web.downloads import export_links, refuse_download
from kejiting.web.filter_forms import filtered_by
from kejiting.web.spreadsheets import Column
from measures.annotations.passages import annotate_figures
from measures.commitments.rows import annotated_words
from measures.figures.rows import annotated_amounts
from measures.models import Mention, Topic
from measures.models.querysets import with_letters
from measures.quotations.files import Columns, download_quotations
from measures.quotations.quoted import quoted_letters, quoted_plans
from measures.records.following import follow_names
from measures.topics.forms import YEAR_REFUSED, TopicExportForm, TopicListForm, TopicPageForm
from measures.topics.rows import (
    commitments_of,
    figures_of,
    letters_naming,
    mentions_of,
    related_topics,
    topic_rows,
    topics_named,
    years_of,
)

TOPICS_A_PAGE = 60
LETTERS_A_PAGE = 10
MOST_IN_PLANS = 60
MOST_FIGURES = 60
MOST_PROMISES = 40


@filtered_by(TopicListForm)
def topic_list(request: HttpRequest) -> HttpResponse:
    is_current = follow_names()
    form = TopicListForm(request.GET)
    valid = form.is_valid()
    given = form.cleaned_data
    named = topics_named(given["q"]) if valid else Topic.objects.none()
    rows = topic_rows(beginning_with(named, given["letter"]), sort=given["sort"] or "pinyin") if valid else []
    context = {
        "is_current": is_current,
        "form": form,
        "q": given.get("q", ""),
        "chips": form.chips("topics") if valid else [],
        "alphabet": alphabet(count_initials(named), form.asked, given["letter"]) if valid else [],
        "page": Paginator(rows, TOPICS_A_PAGE).get_page(request.GET.get("page")),
        "exports": export_links("topics_export", {}),
    }
    return render(request, "topics/topic_list.html", context, status=200 if valid else 422)


def topic_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What the letters of a page say, and the figures and promises in it."""
    topic = get_object_or_404(Topic, pk=pk)
    form = TopicPageForm(request.GET)
    valid = form.is_valid()
    year = form.cleaned_data["year"] if valid else None
    is_current = follow_names()
    page = Paginator(letters_naming(topic, year).values_list("pk", flat=True), LETTERS_A_PAGE).get_page(
        request.GET.get("page")
    )
    letters = list(page)
    figures = with_letters(figures_of(topic, letters)[: MOST_FIGURES + 1])
    promises = list(commitments_of(topic, letters)[: MOST_PROMISES + 1])
    shown = promises[:MOST_PROMISES]
    notes = annotate_figures([*figures, *shown])
    words, amounts = annotated_words(shown, notes), annotated_amounts(figures, notes)
    context = {
        "topic": topic,
        "is_current": is_current,
        "year": year,
        "year_refused": "" if valid else YEAR_REFUSED,
        "years": years_of(topic),
        "page": page,
        "letters": quoted_letters(mentions_of(topic), letters, but=topic.get_absolute_url()),
        "plans": quoted_plans(mentions_of(topic), MOST_IN_PLANS, but=topic.get_absolute_url()),
        "figures": [(one, amounts[one.pk]) for one in figures[:MOST_FIGURES]],
        "more_figures": len(figures) > MOST_FIGURES,
        "commitments": [(one, words[one.pk]) for one in with_letters(shown)],
        "more_commitments": len(promises) > MOST_PROMISES,
        "related": related_topics(topic),
        "exports": export_links("topics_export", {"topic": topic.pk}),
    }
    return render(request, "topics/topic_detail.html", context, status=200 if valid else 422)


def topics_export(request: HttpRequest) -> HttpResponse:
    form = TopicExportForm(request.GET)
    if not form.is_valid():
        return refuse_download(request, *form_errors(form))
    mentions = Mention.objects.select_related("topic").order_by()
    if topic := form.cleaned_data["topic"]:
        mentions = mentions.filter(topic=topic)
    columns: Columns = (Column("主题", 24, lambda row: row.place.topic.name),)
    chosen = form.cleaned_data["format"]
    return download_quotations(request, "主题", chosen, mentions, columns, lambda row: row.topic_id)
