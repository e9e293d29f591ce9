"""No address that takes a form and no command is forgotten: a new one is recorded, or excused with a reason."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import pytest
from django.core.management import get_commands
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kejiting.audit.models import AuditRecord
from kejiting.ingest.wastebasket import sweep_wastebasket, throw_away
from measures.models import Plan
from measures.records import set_plan_status
from proposals.models import ReplyLetter, Status
from proposals.records import set_status
from tests.audit.watch import EXCUSED, EXCUSED_COMMANDS, RECORDED, RECORDED_COMMANDS, watched


def addresses(resolver: URLResolver) -> Iterator[URLPattern]:
    """All but the administration, which the audit hears by Django's own log, and the API, which only reads."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.app_name not in {"admin", "ninja"}:
                yield from addresses(pattern)
        elif not str(pattern.pattern).startswith("admin/"):
            yield pattern


def takes_forms(pattern: URLPattern) -> bool:
    view = pattern.callback
    shown = getattr(view, "view_class", None)
    if shown is not None:
        return hasattr(shown, "post")
    function = inspect.unwrap(view)
    source = inspect.getsource(function)
    return any(sign in source for sign in ("POST", "require_http_methods"))


def test_every_address_that_takes_a_form_is_known() -> None:
    found = {str(pattern.name) for pattern in addresses(get_resolver()) if takes_forms(pattern)}

    assert found == RECORDED | {name for name in EXCUSED if not name.startswith("proposals_")}
    assert not RECORDED & EXCUSED.keys()


def test_every_command_is_known() -> None:
    ours = {name for name, app in get_commands().items() if app in {"kejiting", "proposals", "measures"}}

    assert ours == RECORDED_COMMANDS | EXCUSED_COMMANDS.keys()


def told(thing: str) -> list[str]:
    rows = AuditRecord.objects.filter(kind=thing).order_by("number")
    return list(rows.values_list("act", flat=True))


@pytest.mark.django_db
def test_the_watch_sees_what_is_not_recorded(
    editor_client: Client, seeds: dict[str, ReplyLetter], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the tests of a dozen folders rely on, seen to fail."""
    monkeypatch.setattr("proposals.records.acts.record_act", lambda *_, **__: None)
    letter = seeds["000"]
    with watched(monkeypatch), pytest.raises(AssertionError, match="withdraw"):
        editor_client.post(reverse("entry_withdraw", args=[letter.pk]), {"version": letter.version, "reason": "误传"})


@pytest.mark.django_db
def test_a_letter_from_draft_to_its_end(seeds: dict[str, ReplyLetter]) -> None:
    letter = ReplyLetter.objects.get(pk=seeds["000"].pk)
    begun = told("答复函")
    set_status(letter, Status.WITHDRAWN, reason="误传")
    set_status(letter, Status.PUBLISHED)
    throw_away(letter, by=None, reason="误传")
    sweep_wastebasket(days=0)

    assert told("答复函")[len(begun) :] == ["withdrawn", "published", "deleted", "erased"]
    assert AuditRecord.objects.get(act="deleted").detail == "误传"


@pytest.mark.django_db
def test_a_plan_from_draft_to_its_end(plan: Plan) -> None:
    begun = told("方案")
    set_plan_status(plan, Status.WITHDRAWN, reason="误传")
    set_plan_status(plan, Status.PUBLISHED)
    throw_away(plan, by=None)
    sweep_wastebasket(days=0)

    assert told("方案")[len(begun) :] == ["withdrawn", "published", "deleted", "erased"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("search_export", {"q": "省", "format": "csv"}),
        ("topics_export", {"format": "xlsx"}),
        ("citations_export", {"format": "csv"}),
        ("letter_word", {}),
        ("letter_original", {}),
    ],
)
def test_every_file_that_leaves_is_told(
    reader_client: Client, seeds: dict[str, ReplyLetter], name: str, asked: dict[str, str]
) -> None:
    args = [seeds["000"].pk] if name.startswith("letter_") else []
    answer = reader_client.get(reverse(name, args=args), asked)

    assert answer.status_code == 200
    row = AuditRecord.objects.latest("number")
    assert (row.act, row.by_name) == ("exported", "读者")
