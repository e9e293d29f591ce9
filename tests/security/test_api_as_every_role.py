"""The API asked by schemathesis as every role: no error of ours, and every answer is of the shape that is promised.

`make security` asks more of each operation than the ordinary run.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from pytest_django import Settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.security.documents import Documents
from tests.security.rules import ROLES

pytestmark = pytest.mark.django_db

EXAMPLES = 40 if "SECURITY" in os.environ else 2
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture
def in_one_connection(db: None) -> Iterator[None]:
    """What a server does between requests would close that of the test, and with it lose what it made."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("in_one_connection")
def test_every_answer_is_promised(people: dict[str, Client], documents: Documents, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", WSGIHandler())
    operations = [result.ok() for result in schema.get_all_operations()]
    assert len(operations) > 10
    for operation in operations:
        for role in ROLES:
            _ask(operation, people[role])
    settings.KEJITING_PUBLIC = False
    for operation in operations:
        _ask(operation, people["nobody"])


def _ask(operation: Any, client: Client) -> None:
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}

    @hypothesis.settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(case=operation.as_strategy())
    def check(case: Any) -> None:
        case.call_and_validate(cookies=cookies, checks=CHECKS)

    check()
