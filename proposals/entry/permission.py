"""Who may use the desk."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import QuerySet

from kejiting.web.permission import MAY_ENTER, only_with

editors_only = only_with(MAY_ENTER)


def may_enter() -> QuerySet[User]:
    """Return those who may use the desk, by name."""
    backend = "django.contrib.auth.backends.ModelBackend"
    return User.objects.with_perm(MAY_ENTER, backend=backend).order_by("last_name", "first_name", "username")
