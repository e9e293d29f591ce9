"""What OCR read of a plan arrives, and is published by nobody but a person who looked at it."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from kejiting.text import scans
from kejiting.text.bounded.worker import Reader
from measures.models import Plan
from tests.plan_entry.plan_tools import press, upload, words_of
from tests.text.test_scans import SCAN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stubbed_ocr")]


@pytest.fixture(autouse=True)
def plan_is_seen(stubbed_ocr: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "_PDF", Reader("tests.text.stubbed_ocr", "read_plan_seed"))


def test_it_works(editor_client: Client) -> None:
    page = upload(editor_client, ("扫描件.pdf", SCAN))
    plan = Plan.objects.get()

    assert plan.is_arrived
    assert "第1页是图片，由文字识别读入，请对照原件核对后再发布" in words_of(page)

    press(editor_client, plan, "publish")
    plan.refresh_from_db()

    assert plan.is_published
    assert plan.problems == []
    assert editor_client.get(reverse("plan", args=[plan.pk])).status_code == 200


def test_the_command_publishes_none(tmp_path: Path, client: Client) -> None:
    path, told = tmp_path / "扫描件.pdf", StringIO()
    path.write_bytes(SCAN)
    call_command("load_plan", str(path), stdout=StringIO(), stderr=told)

    assert "没有发布，请到“录入方案”对照原件核对" in told.getvalue()
    assert Plan.objects.get().is_arrived
    assert client.get("/api/plans").json()["count"] == 0
