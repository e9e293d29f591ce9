"""Send an admin page back as a browser would, with what a person changed on it."""

from __future__ import annotations

import re
from html import unescape

from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kejiting.indexing.sync import search
from kejiting.search import SearchQuery, parse_terms


def change_address(row: Model) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def list_address(model: type[Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def sent_back(page: HttpResponse) -> dict[str, str]:
    """The fields of an admin page as a browser would send them back, line ends included."""
    sent = _fields(page.context["adminform"].form)
    for inline in page.context["inline_admin_formsets"]:
        for form in (inline.formset.management_form, *inline.formset.forms):
            sent |= _fields(form)
    return sent


def _fields(form: BaseForm) -> dict[str, str]:
    values = {bound.html_name: bound.value() for bound in form if bound.value() is not None}
    return {name: str(getattr(value, "pk", value)).replace("\n", "\r\n") for name, value in values.items()}


def change(client: Client, row: Model, **changes: str) -> HttpResponse:
    address = change_address(row)
    return client.post(address, sent_back(client.get(address)) | changes, follow=True)


def act(client: Client, action: str, *rows: Model) -> HttpResponse:
    sent = {"action": action, "_selected_action": [row.pk for row in rows], "index": "0"}
    return client.post(list_address(type(rows[0])), sent, follow=True)


def words_of(response: HttpResponse) -> str:
    return unescape(re.sub(r"<[^>]+>", "", response.content.decode()))


def found(words: str) -> int:
    return search(SearchQuery(words=parse_terms(words))).count
