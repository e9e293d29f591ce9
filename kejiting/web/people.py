"""How a person who did something is named on pages, in files and in what is kept of their acts."""

from __future__ import annotations

from django.contrib.auth.models import User


def person_name(person: User | None) -> str:
    """Return the full name, the name for logging in where none was entered, or 别人 where the account is gone."""
    return (person.get_full_name() or person.get_username()) if person else "别人"
