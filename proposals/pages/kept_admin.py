"""Rows of the administration of which each save is kept as an act (改动记录), and can be taken back."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse

from proposals.models import ActKind
from proposals.records import begin_acts, keep_act


class KeptRow:
    """Before `ModelAdmin`: a row has a history of its own, at the route `history_route`."""

    history_route: str
    change_form_template: Any = "admin/kept_change_form.html"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **more: Any
    ) -> HttpResponse:
        context["history_route"] = self.history_route
        return super().render_change_form(request, context, *args, **more)  # type: ignore[misc,no-any-return]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            begin_acts(obj)
        super().save_model(request, obj, form, change)  # type: ignore[misc]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        if change:
            keep_act(form.instance, ActKind.CORRECTED, by=person(request))


def person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the administration is open to nobody else
    return request.user
