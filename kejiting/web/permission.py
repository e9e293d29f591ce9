"""Who may do what a page is asked to do."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def require_permission(right: str, request: HttpRequest) -> User:
    """Return the person who asks. Raises PermissionDenied without that right (see `roles`)."""
    if not isinstance(request.user, User) or not request.user.has_perm(right):
        raise PermissionDenied
    return request.user
