"""GET /api/docs: the reader of the API's description, from our own server and under the site's policy."""

from __future__ import annotations

import re

from django.contrib.staticfiles import finders
from django.test import Client


def test_it_works(client: Client) -> None:
    answer = client.get("/api/docs")
    assert answer.status_code == 200
    assert "科技厅答复函库接口" in answer.content.decode()
    assert '"/api/openapi.json"' in answer.content.decode()


def test_it_asks_no_other_server(client: Client) -> None:
    page = client.get("/api/docs").content.decode()
    addresses = re.findall(r"""(?:src|href|url)\s*[=:]\s*["']([^"']*)""", page)
    assert addresses
    assert all(re.match(r"/(?!/)|data:", address) for address in addresses)
    assert "://" not in page


def test_its_files_are_served(client: Client) -> None:
    page = client.get("/api/docs").content.decode()
    files = re.findall(r"/static/([^\"']+)", page)
    assert len(files) >= 3
    assert all(finders.find(name) for name in files)


def test_it_keeps_to_the_policy(client: Client) -> None:
    answer = client.get("/api/docs")
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    page = answer.content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=", page)
    # data may stand in the page, programs may not
    inline = re.findall(r"<script(?![^>]*\ssrc=)[^>]*>", page)
    assert all('type="application/json"' in tag for tag in inline)


def test_it_says_its_language(client: Client) -> None:
    assert '<html lang="zh-Hans">' in client.get("/api/docs").content.decode()
