"""One base with a row of everything, and people of every role."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from pytest_django import Settings

from kejiting.web.roles import ADMINISTRATOR, AUDITOR, EDITOR, PEOPLE_MANAGER, READER, ensure_roles
from measures.models import Plan
from proposals.models import ReplyLetter
from tests.conftest import mention_topics, settle_figures
from tests.security.documents import Documents, make_documents
from tests.security.rules import ROLES

GROUPS = {
    "reader": READER,
    "editor": EDITOR,
    "administrator": ADMINISTRATOR,
    "people manager": PEOPLE_MANAGER,
    "auditor": AUDITOR,
    "deactivated": EDITOR,
}


@pytest.fixture
def data_dir(tmp_path: Path, settings: Settings) -> Path:
    settings.SHARED_DIR = tmp_path / "data"
    settings.SHARED_DIR.mkdir()
    return tmp_path / "data"


@pytest.fixture
def people(db: None) -> dict[str, Client]:
    """A client for each role; `tests.security.asking.ask` sends with a copy, since whoever logs out loses the cookie."""
    ensure_roles()
    clients = {role: Client(raise_request_exception=False) for role in ROLES}
    for role, group in GROUPS.items():
        person = User.objects.create_user(role, password="中国-Jilin-2016", is_staff=group not in {READER, AUDITOR})
        person.groups.add(Group.objects.get(name=group))
        clients[role].force_login(person)
    User.objects.filter(username="deactivated").update(is_active=False)
    return clients


@pytest.fixture
def documents(data_dir: Path, people: dict[str, Client], seeds: dict[str, ReplyLetter], plan: Plan) -> Documents:
    mention_topics()
    settle_figures(seeds)
    return make_documents(User.objects.get(username="administrator"), plan)
