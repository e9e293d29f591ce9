"""Who may use the desk."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpResponseBase

MAY_ENTER = "proposals.add_replyletter"
View = Callable[..., HttpResponseBase]


def editors_only(view: View) -> View:
    """Those who are not logged in are led to the login; those who may not enter letters are refused."""
    allowed: View = permission_required(MAY_ENTER, raise_exception=True)(view)
    return login_required(allowed)
