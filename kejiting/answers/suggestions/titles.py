"""Asks and titles of proposals that hold what was typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Prefetch, Q

from kejiting.answers.suggestions.shape import MOST, Suggestion
from kejiting.text.fold import fold
from kejiting.text.lazy_re import lazy_re
from kejiting.web.addresses import page_address
from proposals.models import Answer, Passage, Recommendation

_MOST_TERMS = 4
# Titles that several letters share are shown once: so many more are looked at
_LOOKED_AT = 4 * MOST
# the brackets and quotation marks of a phrase
_MARKS = lazy_re(r'["“”「」()（）]')


def holding(field: str, words: str) -> Q | None:
    """The field holds every word, as typed or folded; None where that would say too little (技) to help anyone."""
    terms = _MARKS.sub(" ", words).split()[:_MOST_TERMS]
    if len("".join(terms)) < 2 or "".join(terms).isdecimal():
        return None
    wanted = Q()
    for term in terms:
        either = Q()
        for form in {term, fold(term)}:
            either |= Q(**{f"{field}__icontains": form})
        wanted &= either
    return wanted


def asks(words: str) -> list[Suggestion]:
    wanted = holding("title", words)
    if wanted is None:
        return []
    headings = Prefetch("passages", queryset=Passage.objects.filter(part="recommendation"))
    rows = Recommendation.objects.not_hidden().filter(wanted).order_by("-pk")[:_LOOKED_AT]
    places = [
        (one.title or "", heading.get_absolute_url())
        for one in rows.prefetch_related(headings)
        for heading in one.passages.all()
    ]
    return _each_once("建议", places)


def proposals(words: str) -> list[Suggestion]:
    wanted = holding("proposal__title", words)
    if wanted is None:
        return []
    rows = Answer.objects.not_hidden().filter(wanted).order_by("-pk").values_list("proposal__title", "letter")
    places = [(title or "", page_address("letter", letter)) for title, letter in rows[:_LOOKED_AT]]
    return _each_once("提案、建议的题目", places)


def _each_once(label: str, places: Iterable[tuple[str, str]]) -> list[Suggestion]:
    """A title of one letter leads there; one that several letters have is to be searched for."""
    urls: dict[str, list[str]] = defaultdict(list)
    for title, url in places:
        urls[title].append(url)
    return [
        Suggestion(title, "ask", label if len(one) == 1 else f"{label}，见多处", one[0] if len(one) == 1 else None)
        for title, one in list(urls.items())[:MOST]
    ]
