"""The overview counts the requests that wait, each number equal to its list."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from proposals.records import write_request

pytestmark = pytest.mark.django_db


def test_each_number_is_that_of_its_list(editor_client: Client, editor: User) -> None:
    today = timezone.localdate()
    for days in (-2, -1, 0, 40):
        write_request({"title": f"来件{days}", "due_on": today + timedelta(days)}, text="", by=editor)
    page = editor_client.get("/overview/").content.decode()
    counted = re.findall(r'href="(/requests/\?state=\w+)".*?<strong>(\d+)</strong>', page, re.DOTALL)
    assert [count for _, count in counted] == ["4", "1", "2"]
    assert [int(days) for days in re.findall(r">来件(-?\d+)</a>", page)] == [0, 40]
    for address, count in counted:
        assert f"共 {count} 件" in editor_client.get(address).content.decode()


def test_readers_see_none(client: Client, reader_client: Client) -> None:
    for one in (client, reader_client):
        assert "/requests/" not in one.get("/overview/").content.decode()
