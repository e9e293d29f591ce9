"""Each request has an id, and leaves one line in the log that tells nothing private."""

from __future__ import annotations

import logging

import pytest
from django.contrib.auth.models import User
from django.test import Client

from kejiting.runtime.request_id import PLAIN, current_request_id

pytestmark = pytest.mark.django_db
REQUESTS = "kejiting.web.request_log"


def line_of(caplog: pytest.LogCaptureFixture) -> str:
    (record,) = [record for record in caplog.records if record.name == REQUESTS]
    return record.getMessage()


def test_it_works(reader_client: Client, reader: User, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, REQUESTS)
    answers = [reader_client.get("/overview/") for _ in range(2)]

    first, second = (answer["X-Request-ID"] for answer in answers)
    assert PLAIN.fullmatch(first)
    assert first != second
    assert current_request_id() is None
    words = caplog.records[-1].getMessage().split()
    assert words[:3] == ["GET", "/overview/", "200"]
    assert words[4:] == [f"user={reader.pk}", "from=127.0.0.1"]
