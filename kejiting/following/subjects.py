"""What may be followed: delegates, topics, indicators, promises and searches; what each is called and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict
from django.urls import reverse

from kejiting.answers import Question
from kejiting.models import Follow, FollowKind
from kejiting.question_form.chips import chips
from kejiting.question_form.forms import QuestionForm
from kejiting.search import NAMES
from kejiting.web.parameters import row_id
from kejiting.web.querystring import address
from measures.models import Commitment, Indicator, Topic
from proposals.models import Answer, Delegate

_ROWS: Mapping[str, Callable[[User], QuerySet[Any]]] = {
    FollowKind.DELEGATE: lambda person: Delegate.objects.filter(Exists(_answers_to(OuterRef("pk"), person))),
    FollowKind.TOPIC: lambda _: Topic.objects.all(),
    FollowKind.INDICATOR: lambda _: Indicator.objects.all(),
    FollowKind.COMMITMENT: Commitment.objects.visible_to,
}


def _answers_to(delegate: Any, person: User) -> QuerySet[Answer]:
    return Answer.objects.visible_to(person).filter(proposal__signatures__delegate=delegate)


@dataclass(frozen=True, slots=True)
class Subject:
    """The name of what is followed, and its page."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class FollowedSearch:
    """A search without its order and its page; `name` is its words and its filters."""

    name: str
    question: Question


def subjects_of(follows: Iterable[Follow], person: User) -> dict[tuple[str, str], Subject]:
    """By `Follow.key`, those that are there and that the person may see, in a query for each kind."""
    asked = list(follows)
    found: dict[tuple[str, str], Subject] = {}
    for kind, rows in _ROWS.items():
        keys = [pk for one in asked if one.kind == kind and (pk := row_id(one.subject)) is not None]
        for pk, row in rows(person).order_by().in_bulk(keys).items() if keys else ():
            found[kind, str(pk)] = Subject(str(row), row.get_absolute_url())
    for one in asked:
        if one.kind == FollowKind.SEARCH and (search := followed_search(one.subject)):
            found[one.key] = Subject(search.name, f"{reverse('search')}?{one.subject}")
    return found


def search_subject(asked: Mapping[str, object]) -> str:
    """The parameters of a search that find something: its words and filters, in one order; "" for none."""
    given = {name: asked[name] for name in ("q", "synonyms", *NAMES) if asked.get(name)}
    return address({name: sorted(one, key=str) if isinstance(one, list) else one for name, one in given.items()})[1:]


@lru_cache(maxsize=4096)  # reading the parameters takes longer than asking the index
def followed_search(subject: str) -> FollowedSearch | None:
    """None for parameters that ask for nothing, or for what is near to a passage."""
    form = QuestionForm(QueryDict(subject))
    if not form.is_valid() or form.cleaned_data["like"] or search_subject(form.cleaned_data) != subject:
        return None
    question = form.question()
    asked = {name: value for name, value in form.cleaned_data.items() if value}
    named = filter(None, (question.q, *(chip["label"] for chip in chips(asked))))
    return None if question.is_empty else FollowedSearch("，".join(named), question)
