"""Addresses of pages that differ from the one at hand by one parameter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import escape
from urllib.parse import quote_plus

from django.utils.safestring import SafeString


def address(parameters: Mapping[str, object], **changes: object) -> str:
    """The address of the same question with some parameters changed (None takes one off), page first again."""
    kept = {**parameters, "page": None, **changes}
    return "?" + "&".join(f"{name}={_quoted(str(value))}" for name, value in kept.items() if value)


def addresses(parameters: Mapping[str, object], name: str, values: Iterable[object]) -> Iterator[SafeString]:
    """`address` for each value of a parameter that the question has not, as it stands in HTML."""
    kept = escape(address(parameters, **{name: None}))
    joined = kept if kept == "?" else f"{kept}&amp;"
    return (SafeString(f"{joined}{name}={_quoted(str(value))}") for value in values)


# A page's dozens of addresses have the question in common, and pages have the values of facets in common. What is
# quoted has no mark of HTML in it.
_quoted = lru_cache(maxsize=1000)(quote_plus)
