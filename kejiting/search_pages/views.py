"""The search page, which is the home page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from kejiting.answers import AnsweredQuestion, Question, answer, with_meant
from kejiting.answers.recognised import recognise
from kejiting.answers.similar import answer_to
from kejiting.following.news import newest_news
from kejiting.following.subjects import search_subject
from kejiting.question_form.chips import chips
from kejiting.question_form.forms import SORTS, QuestionForm
from kejiting.question_form.property_labels import LABELS, value_label
from kejiting.search import FACETS, MOST_VALUES, NAMES, FacetCount, Filters, Property, value_key
from kejiting.search_pages.figure_matches import figure_matches
from kejiting.search_pages.histogram import bars
from kejiting.search_pages.hit_annotations import hit_annotations
from kejiting.search_pages.hit_rows import MOST_ROWS
from kejiting.search_pages.long_questions import parts_context, refuse
from kejiting.search_pages.matters import card_of
from kejiting.search_pages.zero_results import NoResultsResponse
from kejiting.web.downloads import export_links
from kejiting.web.filter_forms import filtered_by
from kejiting.web.parameters import words_of
from kejiting.web.querystring import address, addresses, given, without
from measures.models import Plan
from proposals.models import Passage, Recommendation, ReplyLetter

NEWS_SHOWN = 5
# of a facet; the others are folded away
IN_SIGHT = 8


@filtered_by(QuestionForm)
def search_page(request: HttpRequest) -> HttpResponse:
    form = QuestionForm(request.GET)
    if not form.is_valid():
        return refuse(request, form, words_of(request.GET, "q", 200))
    question = form.question()
    if question.is_empty:
        start = {"holds": library_totals(), "asked": {}, "news": newest_news(request.user, NEWS_SHOWN)}
        return render(request, "search_pages/search.html", start)
    asked = {name: value for name, value in form.cleaned_data.items() if value}
    found = answer_to(question, form.like_passage)
    named = None if found.count or form.like_passage or not question.synonyms else _read_on(question, asked, found)
    if named:
        asked, found = named
        question = found.question
    elif not form.like_passage:
        found = with_meant(found)
    figures = figure_matches(form.cleaned_data["q"]) if question.page == 1 else None
    context = {
        "found": found,
        "notes": hit_annotations(found.documents),
        "recognised": address(form.cleaned_data, synonyms="off") if named else "",
        "figures": figures,
        "card": card_of(form.cleaned_data["q"]) if question.page == 1 else None,
        "asked": asked,
        "kept": list(given({**asked, "q": None, "like": None, "page": None})),
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


def _read_on(
    question: Question, asked: Mapping[str, Any], found: AnsweredQuestion
) -> tuple[dict[str, Any], AnsweredQuestion] | None:
    """The question with what it names taken as filters, and its answer; None if it names nothing that helps."""
    recognised = recognise(question.q)
    for filters, words in recognised.readings() if recognised else ():
        narrowed = {**asked, **{name: [value] for name, value in filters.items()}, "q": words}
        wanted = Filters(**{name: narrowed.get(name) for name in NAMES})
        answered = answer(replace(question, q=words, filters=wanted))
        if answered.has_answers or "topic" not in filters:
            # what may have been meant is no help where it is found as it is
            return narrowed, replace(answered, jumps=(found if answered.count else with_meant(found)).jumps)
    return None


def library_totals() -> dict[str, object]:
    letters = ReplyLetter.objects.published()
    opinions = letters.opinions().count()
    newest = letters.replies().with_proposals().defer("text", "as_read_text")
    return {
        "letters": letters.count() - opinions,
        "opinions": opinions,
        "recommendations": Recommendation.objects.filter(title__isnull=False).count_not_hidden(),
        "passages": Passage.objects.count_not_hidden(),
        # each by itself is the end of an index, both at once are a look at all
        "written": letters.aggregate(first=Min("written_on")) | letters.aggregate(last=Max("written_on")),
        "plans": list(Plan.objects.published().defer("text", "as_read_text")),
        "newest": list(newest[:5]),
    }


class FacetLink(NamedTuple):
    """A value with how many letters have it; where it is chosen, `address` is that without it."""

    label: str
    letters: int
    address: str
    is_chosen: bool


def _facets(found: AnsweredQuestion, asked: Mapping[str, Any]) -> list[dict[str, object]]:
    """The first values in sight, with those that are chosen; the others are folded."""
    facets = []
    for facet in FACETS:
        chosen, others = _links(facet, found.facets.get(facet.name, ()), asked)
        room = max(IN_SIGHT - len(chosen), 0)
        folded = others[room:] if len(others) > room + 1 else []
        links = [*chosen, *others[: len(others) - len(folded)]]
        if links:
            is_cut = len(chosen) + len(others) >= MOST_VALUES
            facets.append({"label": LABELS[facet.name].label, "links": links, "folded": folded, "is_cut": is_cut})
    return facets


def _links(
    facet: Property, values: Sequence[FacetCount], asked: Mapping[str, Any]
) -> tuple[list[FacetLink], list[FacetLink]]:
    """Those of the values that are chosen, and the others."""
    name = facet.name
    of_key = {value_key(name, str(value)): value for value in asked.get(name, ())}
    counts = {one.value: one.count for one in values}
    chosen = [
        FacetLink(value_label(name, key), counts.pop(key, 0), without(asked, name, value), is_chosen=True)
        for key, value in of_key.items()
    ]
    narrowed = zip(counts.items(), addresses(asked, name, counts), strict=True)
    return chosen, [FacetLink(value_label(name, value), count, to, False) for (value, count), to in narrowed]
