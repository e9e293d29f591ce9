"""Whatever number is typed into a form of the administration: a sentence, or a row that makes sense; never a failure."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client, RequestFactory
from django.urls import reverse

from measures.models import Indicator
from proposals.models import CongressSession, DeadlineRule, Delegate, Proposal, ReplyLetter
from tests.admin.admin_pages import change_address, list_address, sent_back

pytestmark = pytest.mark.django_db

HOSTILE = ("-1", "0", str(10**12), str(10**400), "1e400", "NaN", "Infinity", "3.5", "９９９９９９", "\x00", "1" * 5000)
# What a field takes of these: as the model says, with a meaning
TAKEN = {"from_year": {"0"}, "position": {"0"}}
NUMBERS = (forms.IntegerField, forms.DecimalField, forms.FloatField)


def number_fields(form: forms.BaseForm) -> Iterator[forms.BoundField]:
    for bound in form:
        if isinstance(bound.field, NUMBERS) and not bound.is_hidden:
            yield bound


def forms_of(client: Client, row: Model) -> Iterator[forms.BoundField]:
    page = client.get(change_address(row))
    yield from number_fields(page.context["adminform"].form)
    for inline in page.context["inline_admin_formsets"]:
        for form in inline.formset.forms:
            yield from number_fields(form)


@pytest.fixture
def rows(seeds: dict[str, ReplyLetter]) -> list[Model]:
    session = CongressSession.objects.exclude(meeting=None)[0]
    return [seeds["000"], Proposal.objects.all()[0], session, DeadlineRule.objects.all()[0]]


def test_each_form_with_a_number_is_asked(rows: list[Model], db: None) -> None:
    """A new model with a number in its form has to be added to `rows`."""
    request = RequestFactory().get(change_address(rows[0]))  # an address is looked up: all forms are known then
    request.user = User(is_superuser=True, is_staff=True, is_active=True)
    found = set()
    for model, of_model in admin.site._registry.items():
        if not of_model.has_change_permission(request):
            continue
        fields = [*of_model.get_form(request, model(), change=True).base_fields.values()]
        for inline in of_model.get_inline_instances(request, None):
            if inline.has_change_permission(request):
                fields += inline.get_formset(request).form.base_fields.values()
        visible = [field for field in fields if not field.widget.is_hidden]
        if any(isinstance(field, NUMBERS) for field in visible):
            found.add(model)
    assert found == {type(row) for row in rows}


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: text[:8])
def test_it_works(administrator_client: Client, rows: list[Model], hostile: str) -> None:
    for row in rows:
        asked = list(forms_of(administrator_client, row))
        assert asked
        for bound in asked:
            form = sent_back(administrator_client.get(change_address(row)))
            answer = administrator_client.post(change_address(row), form | {bound.html_name: hostile})
            if hostile in TAKEN.get(bound.name, ()):
                assert answer.status_code == 302, (bound.html_name, hostile)
            else:
                assert answer.status_code == 200, (bound.html_name, hostile)
                assert "errorlist" in answer.content.decode(), (bound.html_name, hostile)


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: text[:8])
def test_the_list_of_years_is_bounded_too(administrator_client: Client, rows: list[Model], hostile: str) -> None:
    session = rows[2]
    form = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": session.pk, "form-0-year": hostile}
    answer = administrator_client.post(list_address(CongressSession), {**form, "_save": "保存"})
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()


@pytest.mark.parametrize("number", ["-1", "0", " 3.5 ", "1e400", "－１"])
def test_a_name_is_no_number(administrator_client: Client, number: str) -> None:
    wordings = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
    for model, fields in (
        (Indicator, {"name": number, "unit": "个"}),
        (Indicator, {"name": "专利数", "unit": number}),
        (Delegate, {"name": number, "kind": "member"}),
    ):
        address = reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_add")
        answer = administrator_client.post(address, {**wordings, **fields})
        assert "不能只是一个数" in answer.content.decode()
        assert not model._base_manager.exists()
