"""Addresses of pages that differ from the one at hand by one parameter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from urllib.parse import quote_plus


def given(parameters: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Each parameter with its value, or with each of its values; without those that are empty."""
    for name, value in parameters.items():
        yield from ((name, one) for one in (value if isinstance(value, list | tuple) else [value]) if one)


@lru_cache(maxsize=4096)
def _quoted(value: str) -> str:
    """The facets of one page have hundreds of values, and of the next one the same."""
    return quote_plus(value)


def address(parameters: Mapping[str, object], **changes: object) -> str:
    """Write the address of the same question with some parameters changed (None takes one off), page first again."""
    kept = {**parameters, "page": None, **changes}
    return "?" + "&".join(f"{name}={_quoted(str(value))}" for name, value in given(kept))


def addresses(parameters: Mapping[str, object], name: str, values: Iterable[object]) -> Iterator[str]:
    """Write the address for each value of one parameter, beside those that are chosen; a page has dozens."""
    kept = address(parameters)
    joined = kept if kept == "?" else f"{kept}&"
    return (f"{joined}{name}={_quoted(str(value))}" for value in values)


def without(parameters: Mapping[str, object], name: str, value: object) -> str:
    """Write the address of the same question without one of the values of a parameter."""
    values = parameters.get(name)
    left = [one for one in values if one != value] if isinstance(values, list | tuple) else None
    return address(parameters, **{name: left})
