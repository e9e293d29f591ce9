"""Who asks, and how a person who did something is named on pages, in files and in what is kept of their acts."""

from __future__ import annotations

from django import template
from django.contrib.auth.models import User
from django.http import HttpRequest

register = template.Library()


def person_of(request: HttpRequest) -> User | None:
    """Return who is logged in; what is answered early has nobody yet."""
    user = getattr(request, "user", None)
    return user if isinstance(user, User) else None


def full_name(person: User) -> str:
    """王芳, family name first; John Smith. Empty where none was entered."""
    family, given = person.last_name.strip(), person.first_name.strip()
    return f"{given} {family}".strip() if f"{family}{given}".isascii() else f"{family}{given}"


@register.filter
def person_name(person: User | None, nobody: str = "别人") -> str:
    """Return the full name, the name for logging in where none was entered, or 别人 where the account is gone."""
    return (full_name(person) or person.get_username()) if person else nobody
