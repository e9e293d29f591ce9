"""What stands above every list: its filters, presets, orders, and what a person kept of it."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.utils import timezone

from kejiting.models import OwnOffice, SavedView, list_address
from kejiting.web.filter_forms import FilterForm
from kejiting.web.people import person_of

register = template.Library()


@register.inclusion_tag("web/_filters.html", takes_context=True)
def filters(context: template.Context, form: FilterForm, listing: str) -> dict[str, Any]:
    """{% filters form "commitments" %}: the filters of the list that `list_address` knows by this name."""
    request = context["request"]
    valid = form.is_valid()
    office = _office_of(request)
    known = {"year": str(timezone.localdate().year), "office": office}
    asked = form.asked if valid else {}
    asked_office = str(asked.get("office", ""))
    return {
        **saved_views(context, listing),
        "form": form,
        "list_address": list_address(listing),
        "is_asked": bool(asked) or not valid,
        "presets": form.preset_links(known) if valid else (),
        "sorts": form.sort_links() if valid else (),
        "new_office": asked_office if asked_office != office else "",
    }


@register.inclusion_tag("web/_saved_views.html", takes_context=True)
def saved_views(context: template.Context, listing: str) -> dict[str, Any]:
    """{% saved_views "search" %}: what a person who is logged in kept of the list, and how to keep what is asked now."""
    request: HttpRequest = context["request"]
    person = person_of(request)
    return {
        "user": person,
        "csrf_token": context.get("csrf_token"),
        "listing": listing,
        "views": list(SavedView.objects.filter(person=person, listing=listing)) if person else [],
        "query": _asked_whatever_page(request) if person else "",
        "back": request.get_full_path(),
    }


def _asked_whatever_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


def _office_of(request: HttpRequest) -> str:
    person = person_of(request)
    own = OwnOffice.objects.filter(person=person).first() if person else None
    return own.code if own else ""
