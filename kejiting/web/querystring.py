"""Addresses of pages that differ from the one at hand by one parameter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote_plus


def address(parameters: Mapping[str, object], **changes: object) -> str:
    """Write the address of the same question with some parameters changed (None takes one off), page first again."""
    kept = {**parameters, "page": None, **changes}
    return "?" + "&".join(f"{name}={quote_plus(str(value))}" for name, value in kept.items() if value)


def addresses(parameters: Mapping[str, object], name: str, values: Iterable[object]) -> Iterator[str]:
    """Write `address` for each value of one parameter, of which a page has dozens."""
    kept = address(parameters, **{name: None})
    joined = kept if kept == "?" else f"{kept}&"
    return (f"{joined}{name}={quote_plus(str(value))}" for value in values)
