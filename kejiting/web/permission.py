"""Who may do what a page is asked to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from kejiting.web.rights import MissingRight

View = Callable[..., HttpResponseBase]

MAY_ENTER, MAY_ENTER_PLANS = "proposals.add_replyletter", "measures.add_plan"
# Who takes away for good what lies in the wastebasket; plans have a right of their own
MAY_ERASE = "proposals.delete_replyletter"
# Requests (来件): enter, correct, answer
MAY_HANDLE = "proposals.add_request"
MAY_LINK = "measures.add_targetevidence"
# Which indicator figures belong to, what an indicator is, what became of a discrepancy
MAY_ASSIGN = "measures.change_indicator"
# What is a promise, and what came of it
MAY_RULE, MAY_FOLLOW = "measures.add_commitmentreview", "measures.add_commitmentstep"

# Who reads and exports the audit; nobody changes it
MAY_AUDIT = "kejiting.view_auditrecord"

# Who manages people also looks after the installation
MAY_EXAMINE = "auth.change_user"


def require_permission(right: str, request: HttpRequest) -> User:
    """Return the person who asks. Raises MissingRight without that right (see `roles`)."""
    if not isinstance(request.user, User) or not request.user.has_perm(right):
        raise MissingRight(right)
    return request.user


def require_login(request: HttpRequest) -> User:
    """Return the person who asks. Raises PermissionDenied if nobody is logged in (see `login_required`)."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def only_with(right: str) -> Callable[[View], View]:
    """Lead those who are not logged in to the login, and refuse those who do not have the right."""

    def guarded(view: View) -> View:
        @wraps(view)
        def allowed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            require_permission(right, request)
            return view(request, *args, **kwargs)

        return login_required(allowed)

    return guarded


def admin_login(request: HttpRequest) -> HttpResponseBase:
    """GET /admin/login/: there is one page for logging in; who is logged in already lacks a right, not a password."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
