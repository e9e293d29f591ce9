"""Who may use the desk."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]


def editors_only(view: View) -> View:
    """Those who are not logged in are led to the login; those who may not enter letters are refused."""
    allowed: View = permission_required("proposals.add_replyletter", raise_exception=True)(view)
    return login_required(allowed)


def editor_of(request: HttpRequest) -> User:
    """The person at the desk; behind `editors_only` there always is one."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
