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
from proposals.models import Status
from tests.plan_entry.plan_tools import SMALL, press, upload, words_of
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


def test_one_that_takes_the_place_of_a_published_one_is_a_draft(editor_client: Client, client: Client) -> None:
    upload(editor_client, ("方案.txt", SMALL.encode()))
    there = Plan.objects.get()
    press(editor_client, there, "publish")
    upload(editor_client, ("扫描件.pdf", SCAN))
    there.refresh_from_db()
    came = Plan.objects.exclude(pk=there.pk).get()

    address = reverse("entry_plan_compare", args=[came.pk, there.pk])
    assert "核对发布以前读者看不到" in words_of(editor_client.get(address))

    versions = {"version": came.version, "other_version": there.version}
    told = editor_client.post(address, {"action": "replace", **versions}, follow=True)

    there.refresh_from_db()
    assert there.source_name == "扫描件.pdf"
    assert there.status == Status.DRAFT
    assert "替换后是草稿，请对照原件核对后再发布" in words_of(told)
    assert client.get(reverse("plan", args=[there.pk])).status_code == 410


def test_one_that_is_read_again_still_awaits_a_look(editor_client: Client) -> None:
    upload(editor_client, ("扫描件.pdf", SCAN))
    plan = Plan.objects.get()
    assert plan.awaits_look

    page = press(editor_client, plan, "reread")

    assert "第1页是图片，由文字识别读入，请对照原件核对后再发布" in words_of(page)
    assert Plan.objects.get().problems == plan.problems
