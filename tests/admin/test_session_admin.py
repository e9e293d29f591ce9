"""The table of years."""

from __future__ import annotations

import pytest
from django.test import Client

from proposals.models import CongressSession, ReplyLetter
from tests.admin.admin_pages import change, list_address

pytestmark = pytest.mark.django_db


def test_it_works(editor_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    page = editor_client.get(list_address(CongressSession))
    formset = page.context["cl"].formset
    sent = {"form-TOTAL_FORMS": str(len(formset.forms)), "form-INITIAL_FORMS": str(len(formset.forms)), "_save": "1"}
    for place, form in enumerate(formset.forms):
        sent |= {f"form-{place}-id": str(form.instance.pk), f"form-{place}-year": "2025"}

    editor_client.post(list_address(CongressSession), sent)

    assert set(CongressSession.objects.values_list("year", flat=True)) == {2025}


def test_a_corrected_session(editor_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    session = CongressSession.objects.get(proposals__letters=seeds["000"])

    change(editor_client, session, meeting="4")

    assert str(CongressSession.objects.get(pk=session.pk)) == "省政协十三届四次会议"


def test_an_impossible_term(editor_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    session = CongressSession.objects.get(proposals__letters=seeds["000"])

    change(editor_client, session, term="0")

    assert CongressSession.objects.get(pk=session.pk).term == 13
