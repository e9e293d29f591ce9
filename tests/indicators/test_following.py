"""What is due is looked at when somebody looks; much of it aside, and the pages say so."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import Client

from measures.models import Discrepancy, Indicator, PendingRecheck, SeriesPoint
from measures.records import checks, following
from proposals.models import ReplyLetter

pytestmark = pytest.mark.django_db

STALE = "正在重新整理"


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []
    monkeypatch.setattr(following, "run_in_background", names.append)
    return names


def test_few_letters_are_looked_at_before_the_page_is_shown(
    client: Client, settled: dict[str, Indicator], started: list[str]
) -> None:
    PendingRecheck.objects.create(letter=ReplyLetter.objects.latest("pk").pk)

    assert STALE not in client.get("/indicators/").content.decode()
    assert not PendingRecheck.objects.exists()
    assert started == []


@pytest.mark.parametrize("address", ["/indicators/", "/indicators/checks/", "/indicators/{}/"])
def test_many_are_left_to_a_process_aside(
    client: Client,
    settled: dict[str, Indicator],
    started: list[str],
    monkeypatch: pytest.MonkeyPatch,
    address: str,
) -> None:
    monkeypatch.setattr(checks, "_AT_ONCE", 2)
    SeriesPoint.objects.all().delete()
    Discrepancy.objects.all().delete()
    PendingRecheck.objects.bulk_create(PendingRecheck(letter=letter.pk) for letter in ReplyLetter.objects.all())
    page = address.format(settled["职务科技成果转化"].pk)

    assert STALE in client.get(page).content.decode()
    assert started == ["refresh_ledgers"]

    call_command("refresh_ledgers")
    assert STALE not in client.get(page).content.decode()
    assert Discrepancy.objects.filter(is_doubt=True).count() == 4
    assert started == ["refresh_ledgers"]


def test_a_letter_that_is_gone_is_due_no_longer(client: Client, settled: dict[str, Indicator]) -> None:
    PendingRecheck.objects.create(letter=999_999)
    client.get("/indicators/")

    assert not PendingRecheck.objects.exists()
    assert Discrepancy.objects.filter(is_doubt=True).count() == 4
