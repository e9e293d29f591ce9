"""Who may do what a page is asked to do."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]

MAY_ENTER_PLANS = "measures.add_plan"
MAY_LINK = "measures.add_targetevidence"
# Which indicator figures belong to, what an indicator is, what became of a discrepancy
MAY_ASSIGN = "measures.change_indicator"
# What is a promise, and what came of it
MAY_RULE, MAY_FOLLOW = "measures.add_commitmentreview", "measures.add_commitmentstep"


def require_permission(right: str, request: HttpRequest) -> User:
    """Return the person who asks. Raises PermissionDenied without that right (see `roles`)."""
    if not isinstance(request.user, User) or not request.user.has_perm(right):
        raise PermissionDenied
    return request.user


def only_with(right: str) -> Callable[[View], View]:
    """Lead those who are not logged in to the login, and refuse those who do not have the right."""

    def guarded(view: View) -> View:
        allowed: View = permission_required(right, raise_exception=True)(view)
        return login_required(allowed)

    return guarded
