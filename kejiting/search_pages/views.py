"""The search page, which is the home page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.core.paginator import Paginator
from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from kejiting.answers import AnsweredQuestion, answer
from kejiting.answers.recognised import recognise
from kejiting.answers.similar import answer_to
from kejiting.following.news import newest_news
from kejiting.following.subjects import search_subject
from kejiting.search import FACETS, NAMES, FacetCount, Filters
from kejiting.search_pages.chips import chips
from kejiting.search_pages.figure_matches import figure_matches
from kejiting.search_pages.forms import SORTS, QuestionForm
from kejiting.search_pages.histogram import bars
from kejiting.search_pages.hit_annotations import hit_annotations
from kejiting.search_pages.hit_rows import MOST_ROWS
from kejiting.search_pages.long_questions import parts_context, refuse
from kejiting.search_pages.matters import card_of
from kejiting.search_pages.property_labels import LABELS, value_label
from kejiting.search_pages.zero_results import NoResultsResponse
from kejiting.web.downloads import export_links
from kejiting.web.filter_forms import filtered_by
from kejiting.web.querystring import address, addresses
from measures.models import Plan
from proposals.models import Passage, Recommendation, ReplyLetter

NEWS_SHOWN = 5


@filtered_by(QuestionForm)
def search_page(request: HttpRequest) -> HttpResponse:
    form = QuestionForm(request.GET)
    if not form.is_valid():
        return refuse(request, form, request.GET.get("q", "")[:200])
    question = form.question()
    if question.is_empty:
        start = {"holds": library_totals(), "asked": {}, "news": newest_news(request.user, NEWS_SHOWN)}
        return render(request, "search_pages/search.html", start)
    asked = {name: value for name, value in form.cleaned_data.items() if value}
    found = answer_to(question, form.like_passage)
    named = recognise(question.q) if question.synonyms and not (found.count or form.like_passage) else None
    if named:
        asked = {**asked, **named.filters, "q": named.rest}
        question = replace(question, q=named.rest, filters=Filters(**{name: asked.get(name) for name in NAMES}))
        found = replace(answer(question), jumps=found.jumps)
    figures = figure_matches(form.cleaned_data["q"]) if question.page == 1 else None
    context = {
        "found": found,
        "notes": hit_annotations(found.documents),
        "recognised": address(form.cleaned_data, synonyms="off") if named else "",
        "figures": figures,
        "card": card_of(form.cleaned_data["q"]) if question.page == 1 else None,
        "asked": asked,
        "chips": chips(asked),
        "own_words_only": address(asked, synonyms="off"),
        "like": form.like_passage,
        "followed": "" if form.like_passage else search_subject(asked),
        "facets": _facets(found, asked),
        "bars": [] if asked.get("year") else bars(found.facets.get("year", ()), asked),
        "exports": export_links("search_export", asked),
        "most_exported": MOST_ROWS,
        "sorts": [
            {"label": label, "address": address(asked, sort=name), "on": name == question.sort}
            for name, label in SORTS.items()
        ],
        "page": Paginator(range(found.count), question.size).get_page(question.page),
    }
    is_answered = found.jumps or found.has_answers or found.notice or figures
    if question.is_long and not is_answered and not form.like_passage:
        shown = {**context, **parts_context(question.q, question.filters)}
        return render(request, "search_pages/search.html", shown)
    page = render_to_string("search_pages/search.html", context, request)
    if question.page == 1 and form.cleaned_data["q"] and not is_answered:
        return NoResultsResponse(page, question.q)
    return HttpResponse(page)


def library_totals() -> dict[str, object]:
    letters = ReplyLetter.objects.published()
    return {
        "letters": letters.count(),
        "recommendations": Recommendation.objects.published().filter(title__isnull=False).count(),
        "passages": Passage.objects.published().count(),
        "written": letters.aggregate(first=Min("written_on"), last=Max("written_on")),
        "plans": list(Plan.objects.published().defer("text", "as_read_text")),
        "newest": list(letters.with_proposals().defer("text", "as_read_text")[:5]),
    }


def _facets(found: AnsweredQuestion, asked: dict[str, object]) -> list[dict[str, object]]:
    return [
        {"label": LABELS[facet.name].label, "links": _links(facet.name, values, asked)}
        for facet in FACETS
        if not asked.get(facet.name) and (values := found.facets.get(facet.name))
    ]


def _links(name: str, values: Sequence[FacetCount], asked: dict[str, object]) -> list[tuple[str, int, str]]:
    """Of each value its label, how many letters have it, and the address of those."""
    narrowed = zip(values, addresses(asked, name, (facet.value for facet in values)), strict=True)
    return [(value_label(name, facet.value), facet.count, to) for facet, to in narrowed]
