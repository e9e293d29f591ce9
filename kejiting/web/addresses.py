"""Addresses of pages by name and keys, of which a page has hundreds: Django's `reverse` asked once for each kind."""

from __future__ import annotations

from functools import cache

from django.urls import get_script_prefix, reverse


def page_address(name: str, *keys: int) -> str:
    """Return what `reverse` does for keys that are numbers: page_address("letter", 7) → /letters/7/."""
    return _form(get_script_prefix(), name, len(keys)).format(*keys)


@cache
def _form(_script_prefix: str, name: str, keys: int) -> str:
    """/plans/{}/targets/{}/"""
    return reverse(name, args=[0] * keys).replace("/0/", "/{}/")
