"""Who asks, and how a person who did something is named on pages, in files and in what is kept of their acts."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest


def person_of(request: HttpRequest) -> User | None:
    """Return who is logged in; what is answered early has nobody yet."""
    user = getattr(request, "user", None)
    return user if isinstance(user, User) else None


def person_name(person: User | None) -> str:
    """Return the full name, the name for logging in where none was entered, or 别人 where the account is gone."""
    return (person.get_full_name() or person.get_username()) if person else "别人"
