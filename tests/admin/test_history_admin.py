"""Who changed what and when."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from proposals.models import ReplyLetter, Status
from tests.admin.admin_pages import change, words_of

pytestmark = pytest.mark.django_db


def test_it_works(editor_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    change(editor_client, seeds["000"], agency="吉林省科技厅")

    page = editor_client.get(reverse("admin:proposals_replyletter_history", args=[seeds["000"].pk]))

    words = words_of(page)
    for shown in ("编辑", "系统", "发文机关：", "吉林省科学技术厅 → 吉林省科技厅"):
        assert shown in words
    assert "Version" not in words
    assert " style=" not in page.content.decode()


def test_a_former_state_is_shown_and_not_reverted_to(editor_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    letter = seeds["000"]
    change(editor_client, letter, agency="吉林省科技厅")
    first = letter.history.order_by("history_id").first()
    address = reverse("admin:proposals_replyletter_simple_history", args=[letter.pk, first.pk])

    assert "吉林省科学技术厅" in editor_client.get(address).content.decode()
    assert editor_client.post(address, {"agency": "丙"}).status_code == 403
    assert ReplyLetter.objects.get(pk=letter.pk).agency == "吉林省科技厅"


def test_values_are_shown_as_pages_show_them(editor_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    letter = seeds["000"]
    for letter.status, letter.handling_class in ((Status.ARRIVED, None), (Status.PUBLISHED, "A")):
        letter.save()

    words = words_of(editor_client.get(reverse("admin:proposals_replyletter_history", args=[letter.pk])))

    assert "状态：待核对 → 已发布" in words
    assert "办理类别：（空） → A（已经解决或采纳）" in words


def test_reader_is_refused(reader_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    page = reader_client.get(reverse("admin:proposals_replyletter_history", args=[seeds["000"].pk]))

    assert page["Location"].startswith(reverse("admin:login"))
