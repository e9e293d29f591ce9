"""Who may open what, and send a form where: every address × every role × every status, expected and seen equal.

`make security` asks for all; else every address is asked for by one of those who may open it and two who may not.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import Settings

from tests.security.addresses import Address, every_address, unruled
from tests.security.asking import ask, seen
from tests.security.documents import STATUSES, Documents, mark
from tests.security.rules import CONTENT, ROLES, Seen, expected
from tests.soak.chance import Chance

pytestmark = pytest.mark.django_db

WHOLE = "SECURITY" in os.environ
BAD_FORM = {"action": "?", "version": "x", "expected_version": "x", "q": "成果", "name": "", "files": ""}
OF_NO_READER = [mark(status).encode() for status in STATUSES if status != "published"]


def test_every_address_has_a_rule() -> None:
    assert unruled() == []


def test_who_opens_what_and_sends_forms_where(
    people: dict[str, Client], documents: Documents, settings: Settings
) -> None:
    """What readers are shown holds no word of what is not published, either."""
    assert [*_wrong(people, documents, settings, writes=False), *_wrong(people, documents, settings, writes=True)] == []


def _wrong(people: dict[str, Client], documents: Documents, settings: Settings, *, writes: bool) -> Iterator[str]:
    chance, asked = Chance("matrix"), 0
    for settings.KEJITING_PUBLIC in (True, False):
        for address in every_address(documents):
            if (address.rule.writes if writes else address.rule.reads) is None:
                continue
            for role, wanted in _roles(address, chance, writes=writes, is_public=settings.KEJITING_PUBLIC):
                asked += 1
                answer, body = ask(people[role], *_request(address, writes=writes))
                if seen(answer) != wanted:
                    yield f"{role}, {address}, public {settings.KEJITING_PUBLIC}: {seen(answer)}, not {wanted}"
                if role not in CONTENT and any(words in body for words in OF_NO_READER):
                    yield f"{role}, {address}: shows what is not published"
    assert asked > 1000


def _roles(address: Address, chance: Chance, *, writes: bool, is_public: bool) -> list[tuple[str, Seen]]:
    """Those to ask as, with what they have to see. Where the site is not public, nothing changes for who is logged in."""
    roles = ROLES if is_public else ("nobody", "deactivated")
    rows = [(role, expected(address.rule, role, address.status, writes=writes, is_public=is_public)) for role in roles]
    if WHOLE:
        return rows
    is_open, shut = ([row for row in rows if (row[1] is Seen.OPEN) is wanted] for wanted in (True, False))
    return [*chance.sample(is_open, min(1, len(is_open))), *chance.sample(shut, min(2, len(shut)))]


def _request(address: Address, *, writes: bool) -> tuple[str, str, dict[str, str] | None]:
    """A form with nothing in it is asked once more by the administration; with anything, it deletes."""
    if not writes:
        return "get", address.url, None
    return "post", address.url, {} if address.name.endswith("_delete") else BAD_FORM
