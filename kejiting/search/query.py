"""A question put to the index, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kejiting.search.properties import NAMES, Given, as_values, value_key

Sort = Literal["relevance", "date", "number"]


@dataclass(frozen=True, slots=True, init=False)
class Filters:
    """The values that properties must have, any one of each: `Filters(year=[2020, 2025], part="outcomes")`.

    None and an empty list are no restriction.
    """

    wanted: tuple[tuple[str, tuple[str, ...]], ...]

    def __init__(self, **wanted: Given) -> None:
        """Raises TypeError for a name that is none of `PROPERTIES`."""
        if unknown := wanted.keys() - NAMES:
            raise TypeError(f"no such filter: {', '.join(sorted(unknown))}")
        asked = {name: {value_key(name, value) for value in as_values(wanted.get(name))} for name in NAMES}
        object.__setattr__(self, "wanted", tuple((name, tuple(sorted(some))) for name, some in asked.items() if some))

    def values(self, name: str) -> tuple[str, ...]:
        """Those of which a document or passage has to have one; none: all fit."""
        return dict(self.wanted).get(name, ())

    def without(self, *names: str) -> Filters:
        """The other ones."""
        return Filters(**{name: some for name, some in self.wanted if name not in names})


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

    `like` is a folded text: only what is near to it is asked for, the nearest first, and no `words`. So it is with
    `sharing`, which are pieces of a folded text: what shares most of them.
    """

    words: SearchTerms = SearchTerms()
    filters: Filters = field(default_factory=Filters)
    sort: Sort = "relevance"
    page: int = 1
    size: int = 10
    like: str = ""
    sharing: tuple[str, ...] = ()
