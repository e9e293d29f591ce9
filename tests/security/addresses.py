"""Every address of the URL table, the administration and the API among them, filled with rows of one base."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, URLResolver, get_resolver

from kejiting.web.help_pages import TASKS
from measures.models import Citation, Discrepancy, Figure, Indicator, KeptAct, Plan, PlanItem, Target, Topic
from proposals.models import (
    CheckedDraftFile,
    CongressSession,
    Delegate,
    LetterAct,
    LetterVersion,
    Outline,
    ReplyLetter,
    ReplyTemplate,
    Request,
    RequestSheet,
    SettingsTable,
)
from tests.audit.watch import EXCUSED, RECORDED
from tests.security.documents import STATUSES, Documents
from tests.security.rules import ADMIN, SITE, Rule, admin_rule, api_rule

_FORMS = RECORDED | EXCUSED.keys()
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
_GROUP = re.compile(r"\(\[\^/\]\+\)")
# What an address has to be asked, so that it has something to answer
_QUESTIONS = {
    "search": "?q=科技成果",
    "search_export": "?q=科技成果&format=csv",
    "figures_export": "?format=csv",
    "topics_export": "?format=csv",
    "citations_export": "?format=csv",
    "commitments_export": "?format=csv",
    "indicator_export": "?format=csv",
    "scoreboard_export": "?format=csv",
    "basket_export": "?format=text",
    "requests_export": "?format=csv",
    "requests_due_feed": "?token=KEY",
    "suggest": "?q=科技",
    "entry_plan_target_new": "?start=0&end=9",
    "autocomplete": "?app_label=proposals&model_name=answer&field_name=proposal&term=1",
}


@dataclass(frozen=True, slots=True)
class Address:
    """`status` is that of the letter or plan that it is of, empty if it is of none."""

    name: str
    url: str
    rule: Rule
    status: str = ""

    def __str__(self) -> str:
        return f"{self.name}（{self.status}）" if self.status else self.name


@dataclass(frozen=True, slots=True)
class _Route:
    space: str
    name: str
    pattern: str


def unruled() -> list[str]:
    """The addresses of which no rule says who may open them, or wrongly whether they take a form."""
    missing = []
    for route in _routes():
        rule = _rule_of(route)
        if rule is None or (route.space == "" and (rule.writes is not None) != (route.name in _FORMS)):
            missing.append(f"{route.space}:{route.name} {route.pattern}")
    return missing + [f"no address is called {name}" for name in SITE.keys() - {route.name for route in _routes()}]


def every_address(documents: Documents) -> Iterator[Address]:
    for route in _routes():
        rule = _rule_of(route)
        if rule is None:
            continue
        for status, values in _values(route, documents):
            asked = _QUESTIONS.get(route.name, "").replace("KEY", documents.feed)
            yield Address(route.name, _filled(route.pattern, values) + asked, rule, status)


def _rule_of(route: _Route) -> Rule | None:
    return {"": SITE.get, "admin": admin_rule, "api": api_rule}[route.space](route.name)


def _routes() -> list[_Route]:
    """One for each way in which an address is written: of two that are the same, the first answers."""
    found: dict[str, _Route] = {}
    for space, name, pattern in _walk(get_resolver().url_patterns):
        if "app_label" in pattern:
            for app in ("auth", "proposals", "measures"):
                found[app] = _Route(space, f"app_list of {app}", f"admin/{app}/")
        elif pattern.startswith("admin/(") or pattern == "api/<path:rest>" or name in {"no_endpoint_named", "api-root"}:
            continue  # whatever else is asked there: there is no such page
        else:
            found.setdefault(pattern, _Route(space, name, pattern))
    return list(found.values())


def _walk(
    patterns: Sequence[URLPattern | URLResolver], before: str = "", space: str = ""
) -> Iterator[tuple[str, str, str]]:
    for pattern in patterns:
        written = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, written, pattern.namespace or space)
        elif written.startswith("admin/") and not space:
            yield "admin", written.split("/")[1], written
        elif space == "admin" and pattern.name is None and "object_id" in written:
            yield space, "a row", written
        else:
            yield space, str(pattern.name), written


def _filled(pattern: str, values: Sequence[Any]) -> str:
    """Put values into the places of a route, in their order; of a regular expression the groups are places, too."""
    places = iter(values)
    written = _PARAMETER.sub(lambda _: str(next(places)), pattern)
    return "/" + _GROUP.sub(lambda _: str(next(places)), written.removesuffix("$")).replace("^", "")


Values = Callable[[Documents, str], Sequence[Any] | None]


def _of_letter(documents: Documents, status: str) -> Sequence[Any]:
    return [documents.letters[status].pk]


def _of_plan(documents: Documents, status: str) -> Sequence[Any]:
    return [documents.plans[status].pk]


def _with(base: Values, row: Callable[[Any], int | None]) -> Values:
    """`row` takes the letter or plan and gives what hangs on it."""

    def values(documents: Documents, status: str) -> Sequence[Any]:
        of = documents.letters if base is _of_letter else documents.plans
        hanging = row(of[status])
        return None if hanging is None else [of[status].pk, hanging]

    return values


def _former(plan: Plan) -> int:
    return int(plan.history.earliest("pk").pk)  # type: ignore[attr-defined]


def _other(of: str) -> Callable[[Any], int]:
    return lambda document: type(document).objects.published().exclude(pk=document.pk).earliest("pk").pk


def _first(model: type[Any], path: str) -> Callable[[Any], int | None]:
    """The first row that hangs on a letter or plan, also on one that lies in the wastebasket; None if there is none."""
    return lambda document: (
        model._base_manager.filter(**{path: document}).order_by("pk").values_list("pk", flat=True).first()
    )


_version, _item, _target = _first(LetterVersion, "letter"), _first(PlanItem, "plan"), _first(Target, "item__plan")
_letter_act = _first(LetterAct, "letter")


_plan_act, _topic_act, _indicator_act = (_first(KeptAct, name) for name in ("plan", "topic", "indicator"))

_OF_DOCUMENTS: dict[str, Values] = {
    "letter_act": _with(_of_letter, _letter_act),
    "letter_former": _with(_of_letter, _version),
    "former_original": _with(_of_letter, _version),
    "entry_compare": _with(_of_letter, _other("letters")),
    "read_letter": _of_letter,
    "commitment": lambda documents, status: [documents.commitment(status).pk],
    "commitment_verdict": lambda documents, status: [documents.commitment(status).pk],
    "read_commitment": lambda documents, status: [documents.commitment(status).pk],
    "commitments_possible": _of_letter,
    "commitment_add": lambda documents, status: [documents.commitment(status).passage_id],
    "plan": _of_plan,
    "scoreboard_export": _of_plan,
    "plan_history": _of_plan,
    "plan_act": _with(_of_plan, _plan_act),
    "measure": _with(_of_plan, lambda _: 1),
    "target": _with(_of_plan, _target),
    "read_plan": _of_plan,
    "entry_plan_compare": _with(_of_plan, _other("plans")),
    "entry_plan_former": _with(_of_plan, _former),
    "entry_plan_former_original": _with(_of_plan, _former),
    "entry_plan_item": _with(_of_plan, _item),
    "entry_plan_target": _with(_of_plan, _target),
}
HOUSE: dict[str, type[Any]] = {
    "reply_template": ReplyTemplate,
    "request": Request,
    "outline": Outline,
    "settings_table": SettingsTable,
    "delegate": Delegate,
    "session": CongressSession,
    "account": User,
}


def _subject(name: str) -> Callable[[Documents], Sequence[Any]]:
    """One of which an act is kept (see `documents.make_documents`)."""
    return lambda _: [HOUSE[name].objects.filter(acts__isnull=False).earliest("pk").pk]


def _act(name: str) -> Callable[[Documents], Sequence[Any]]:
    def values(_: Documents) -> Sequence[Any]:
        subject = HOUSE[name].objects.filter(acts__isnull=False).earliest("pk")
        return [subject.pk, subject.acts.earliest("pk").pk]

    return values


_OF_ROWS: dict[str, Callable[[Documents], Sequence[Any]]] = {
    "search_asked": lambda documents: [documents.question.key],
    "following_feed": lambda documents: [documents.feed],
    "help_task": lambda _: [TASKS[0].name],
    "delegate": lambda _: [Delegate.objects.earliest("pk").pk],
    "check": lambda _: [Discrepancy.objects.earliest("pk").pk],
    "indicator_wording": lambda _: [Figure.objects.published().filter(indicator=None).earliest("pk").pk],
    **dict.fromkeys(
        ("topic", "topic_edit", "topic_history", "read_topic"), lambda _: [Topic.objects.earliest("pk").pk]
    ),
    "reply_template": lambda _: [ReplyTemplate.objects.earliest("pk").pk],
    **dict.fromkeys(
        ("request", "request_original", "request_delete", "outline", "outline_word"),
        lambda _: [Request.objects.earliest("pk").pk],
    ),
    **dict.fromkeys(
        ("draft_checked", "draft_comments", "draft_export"), lambda _: [CheckedDraftFile.objects.earliest("pk").pk]
    ),
    "request_sheet": lambda _: [RequestSheet.objects.earliest("pk").pk],
    "topic_act": lambda _: [(topic := Topic.objects.earliest("pk")).pk, _topic_act(topic)],
    **dict.fromkeys(
        ("indicator", "indicator_export", "indicator_history", "read_indicator"),
        lambda _: [Indicator.objects.earliest("pk").pk],
    ),
    "indicator_act": lambda _: [(indicator := Indicator.objects.earliest("pk")).pk, _indicator_act(indicator)],
    **dict.fromkeys(("citation", "read_citation"), lambda _: [Citation.objects.published().earliest("pk").key]),
    **{f"{name}_history": _subject(name) for name in HOUSE},
    **{f"{name}_act": _act(name) for name in HOUSE},
    "view_on_site": lambda documents: [
        ContentType.objects.get_for_model(ReplyLetter).pk,
        documents.letters["published"].pk,
    ],
}


def _values(route: _Route, documents: Documents) -> Iterator[tuple[str, Sequence[Any]]]:
    """What to put into the places of a route, with the status of the letter or plan that it is then of."""
    if not _PARAMETER.search(route.pattern) and "(" not in route.pattern:
        yield "", ()
    elif route.name.startswith("wastebasket_"):
        yield "deleted", ("letter", documents.letters["deleted"].pk)
        yield "deleted", ("plan", documents.plans["deleted"].pk)
        yield from (("deleted", (name, row.pk)) for name, row in documents.deleted.items())
    elif route.space == "admin" and (route.name not in ADMIN or route.name == "a row"):
        yield from _of_admin(route, documents)
    elif route.name in _OF_ROWS:
        yield "", _OF_ROWS[route.name](documents)
    else:
        of = _OF_DOCUMENTS.get(route.name) or (_of_plan if "plan" in route.name else _of_letter)
        yield from ((status, values) for status in STATUSES if (values := of(documents, status)) is not None)


def _of_admin(route: _Route, documents: Documents) -> Iterator[tuple[str, Sequence[Any]]]:
    _, app, name, *_ = route.pattern.split("/")
    model = apps.get_model(app, name)
    if name in {"replyletter", "plan"}:
        rows: dict[str, Any] = dict(documents.letters if name == "replyletter" else documents.plans)
    else:
        rows = {"": User.objects.get(username="reader") if model is User else model._default_manager.earliest("pk")}
    for status, row in rows.items():
        history = [row.history.earliest("pk").pk] if route.name.endswith("simple_history") else []
        yield status, [row.pk, *history]
