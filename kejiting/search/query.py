"""A question put to the index, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kejiting.search.properties import NAMES, value_key

Sort = Literal["relevance", "date", "number"]


@dataclass(frozen=True, slots=True, init=False)
class Filters:
    """The values that properties must have: `Filters(year=2025, part="outcomes")`; None is no restriction."""

    wanted: tuple[tuple[str, str], ...]

    def __init__(self, **wanted: str | int | None) -> None:
        """Raises TypeError for a name that is none of `PROPERTIES`."""
        if unknown := wanted.keys() - NAMES:
            raise TypeError(f"no such filter: {', '.join(sorted(unknown))}")
        pairs = [(name, value_key(name, value)) for name in NAMES if (value := wanted.get(name)) is not None]
        object.__setattr__(self, "wanted", tuple(pairs))

    def get(self, name: str) -> str | None:
        return next((value for known, value in self.wanted if known == name), None)


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """What was asked for, folded.

    All groups must be met, a group by any one of its terms; passages that hold an excluded term are left out.
    `技术经纪人 "首批 备案" 中试 OR 概念验证 -浙江` →
    groups (("技术经纪人",), ("首批备案",), ("中试", "概念验证")), excluded ("浙江",)
    """

    groups: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        return tuple(term for group in self.groups for term in group)


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """`page` counts from 1; a page holds `size` letters or plans.

    `like` is a folded text: only what is near to it is asked for, the nearest first, and no `words`.
    """

    words: SearchTerms = SearchTerms()
    filters: Filters = field(default_factory=Filters)
    sort: Sort = "relevance"
    page: int = 1
    size: int = 10
    like: str = ""
