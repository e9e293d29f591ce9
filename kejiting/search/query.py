"""A question put to the index, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Sort = Literal["relevance", "date", "number"]


@dataclass(frozen=True, slots=True)
class Filters:
    """Restrictions; None is no restriction. Values are compared with those of `Document` and `Entry`."""

    part: str | None = None
    year: int | None = None
    kind: str | None = None
    session: str | None = None
    agency: str | None = None
    delegate: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
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
    """`page` counts from 1; a page holds `size` letters or plans."""

    words: Words = Words()
    filters: Filters = field(default_factory=Filters)
    sort: Sort = "relevance"
    page: int = 1
    size: int = 10
