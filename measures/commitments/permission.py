"""Who may say what is a promise."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

MAY_RULE = "measures.add_commitmentverdict"


def ruler_of(request: HttpRequest) -> User:
    """Raises PermissionDenied."""
    if not isinstance(request.user, User) or not request.user.has_perm(MAY_RULE):
        raise PermissionDenied
    return request.user
