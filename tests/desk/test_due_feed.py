"""Deadlines as a calendar, at an address that is its own key."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from proposals.records import write_request

pytestmark = pytest.mark.django_db
TITLE = "关于加强技术经纪人队伍建设，完善职称评价;加大资金支持的建议，以及其他许多需要写得很长才能说清楚的事情"


def address_of(client: Client) -> str:
    page = client.post("/requests/due/").content.decode()
    return re.findall(r"<code>([^<]*)</code>", page)[0]


def test_it_works(editor_client: Client, editor: User, client: Client, settings: Settings) -> None:
    settings.KEJITING_PUBLIC = False
    values = {"title": TITLE, "due_on": date(2026, 6, 2), "proposers": ["王洪福"], "number": "157"}
    row = write_request(values, text="", by=editor)
    write_request({"title": "参阅的", "due_on": date(2026, 6, 2), "role": "informed"}, text="", by=editor)
    feed = client.get(address_of(editor_client))
    assert feed["Content-Type"] == "text/calendar; charset=utf-8"
    lines = feed.content.decode().split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    whole = feed.content.decode().replace("\r\n ", "")
    assert whole.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20260602" in whole
    assert f"SUMMARY:办结期限：{TITLE.replace(';', chr(92) + ';')}" in whole
    assert f"URL:http://testserver{row.get_absolute_url()}" in whole


def test_nobody_else_reads_it(editor_client: Client, editor: User, client: Client) -> None:
    address = address_of(editor_client)
    assert client.get("/requests/due.ics").status_code == 404
    assert client.get("/requests/due.ics?token=x").status_code == 404
    assert address_of(editor_client) != address
    assert client.get(address).status_code == 404
    newest = address_of(editor_client)
    editor.groups.clear()
    assert client.get(newest).status_code == 404
