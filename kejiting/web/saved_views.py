"""常用条件: what people keep of a list's filters under a name, and which office is theirs."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import NoReverseMatch, Resolver404, resolve
from django.views.decorators.http import require_POST

from kejiting.models import OwnOffice, SavedView, list_address
from kejiting.web.actions import STALE, UNKNOWN_ACTION, ActionError, ActionForm
from kejiting.web.way_back import way_back

MOST_VIEWS = 50
LONGEST_QUERY = 2000
# What of an address asks nothing
_PLACES = {"page", "size"}
_NO_LIST = "这里的条件不能保存，请刷新页面再试。"
_NO_NAME = {"required": "请给这些条件起一个名称。", "max_length": "名称太长，请不要超过40字。"}
_BAD_OFFICE = {"max_length": "代字太长，请不要超过60字。"}


def known_query(listing: str, query: str) -> str:
    """Return the parameters of a list that its form knows, without the page.

    Raises ActionError if there is no such list, if it does not take them, or if they ask for nothing.
    """
    try:
        form_class = getattr(resolve(list_address(listing)).func, "filter_form", None)
    except (NoReverseMatch, Resolver404):
        form_class = None
    if form_class is None or len(query) > LONGEST_QUERY:
        raise ActionError(_NO_LIST)
    given = QueryDict(query)
    form = form_class(given)
    if not form.is_valid():
        raise ActionError("有的条件写得不对，没有保存。请改好再保存。")
    names = [name for name in form.fields if name not in _PLACES]
    known = urlencode([(name, value) for name in names for value in given.getlist(name) if value])
    if not known:
        raise ActionError("还没有选条件，没有可以保存的。请先筛选。")
    return known[:LONGEST_QUERY]


@transaction.atomic
def save_view(person: User, listing: str, query: str, name: str) -> SavedView:
    """Keep the filters of a list under a name. Raises ActionError."""
    known = known_query(listing, query)
    User.objects.select_for_update().get(pk=person.pk)  # two windows at once keep no more than the most
    existing = SavedView.objects.filter(person=person)
    if existing.filter(listing=listing, name=name).exists():
        raise ActionError(f"已有名称是“{name}”的常用条件，请换一个名称。")
    if existing.count() >= MOST_VIEWS:
        raise ActionError(f"最多保存{MOST_VIEWS}个常用条件，请先删去不用的。")
    return SavedView.objects.create(person=person, listing=listing, query=known, name=name)


@transaction.atomic
def rename_view(view: SavedView, name: str) -> None:
    """Raises ActionError if another one of the same list has the name."""
    same = SavedView.objects.filter(person=view.person, listing=view.listing, name=name)
    if same.exclude(pk=view.pk).exists():
        raise ActionError(f"已有名称是“{name}”的常用条件，请换一个名称。")
    view.name = name
    view.save(update_fields=["name"])


class SavedViewForm(ActionForm):
    view = forms.IntegerField(required=False, error_messages=STALE)
    listing = forms.CharField(required=False, max_length=40, error_messages=STALE)
    query = forms.CharField(required=False, max_length=LONGEST_QUERY, error_messages=STALE)
    name = forms.CharField(required=False, max_length=40, error_messages=_NO_NAME)


class OfficeForm(ActionForm):
    code = forms.CharField(required=False, max_length=60, error_messages=_BAD_OFFICE)


@login_required
@require_POST
def saved_views(request: HttpRequest) -> HttpResponse:
    """POST /views/: keep the filters of a list, rename or delete what was kept; then back to the list."""
    form = SavedViewForm(request.POST)
    try:
        sent = form.read()
        messages.success(request, _act(_person(request), sent))
    except ActionError as error:
        messages.error(request, str(error))
    return redirect(way_back(request, "search"))


def _act(person: User, sent: dict[str, Any]) -> str:
    action, name = sent["action"], str(sent["name"])
    if action not in {"save", "rename", "delete"}:
        raise ActionError(UNKNOWN_ACTION)
    if action != "delete" and not name:
        raise ActionError(_NO_NAME["required"])
    if action == "save":
        save_view(person, str(sent["listing"]), str(sent["query"]), name)
        return f"已保存常用条件“{name}”。"
    view = SavedView.objects.filter(person=person, pk=sent["view"] or 0).first()
    if view is None:
        raise ActionError("没有这个常用条件，可能已经删去。")
    if action == "delete":
        view.delete()
        return f"已删去常用条件“{view.name}”。"
    rename_view(view, name)
    return f"已改名为“{name}”。"


@login_required
@require_POST
def own_office(request: HttpRequest) -> HttpResponse:
    """POST /office/: say which 代字 is that of one's own office, or, by an empty one, none."""
    try:
        code = str(OfficeForm(request.POST).read()["code"])
    except ActionError as error:
        messages.error(request, str(error))
        return redirect(way_back(request, "search"))
    if code:
        OwnOffice.objects.update_or_create(person=_person(request), defaults={"code": code})
        messages.success(request, f"已把“{code}”设为本处室，各个名单里都有“本处室”可选。")
    else:
        OwnOffice.objects.filter(person=_person(request)).delete()
        messages.success(request, "已不再设本处室。")
    return redirect(way_back(request, "search"))


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - `login_required` says so
    return request.user
