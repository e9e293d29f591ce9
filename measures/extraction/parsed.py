"""What a plan's text says, as plain data; every span counts characters of the plan's canonical text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kejiting.text.spans import Problem, Span

Comparator = Literal["=", "≥", "≤", "≈", "range"]
Level = Literal["chapter", "section", "measure", "paragraph"]


@dataclass(frozen=True, slots=True)
class ParsedPlanItem:
    """A node of the plan's tree.

    `path` is its printed place (一, 一（二）, 三2 for the measure numbered 2 in chapter 三; paragraphs have the path of
    what they stand in). `title` is the heading's words (None for measures and paragraphs). `span` covers what is the
    item's own: the heading line of a chapter or section, the whole text of a measure or paragraph.
    `parent` is the place in `ParsedPlan.items` of the item above, None for chapters and for what stands before them.
    """

    level: Level
    path: str
    number: int | None
    title: str | None
    span: Span
    parent: int | None


@dataclass(frozen=True, slots=True)
class ParsedTarget:
    """A number the plan commits to, in base units (50亿元 → 5000000000 元, 25％ → 25 %).

    `item` is the place in `ParsedPlan.items` where it stands; `low` and `high` are equal unless `comparator` is range.
    """

    item: int
    span: Span
    indicator: str
    comparator: Comparator
    low: float
    high: float
    unit: str
    due: str | None


@dataclass(frozen=True, slots=True)
class ParsedPlan:
    text: str
    title: str | None
    issuer: str | None
    issued_on: date | None
    doc_number: str | None
    period: str | None
    cites: tuple[str, ...]
    items: tuple[ParsedPlanItem, ...]
    targets: tuple[ParsedTarget, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def principles(self) -> tuple[ParsedPlanItem, ...]:
        """What stands under a heading such as 基本原则, without the sentence that leads in (…坚持以下原则：)."""
        return tuple(item for item in self.items if self._is_principle(item))

    def _is_principle(self, item: ParsedPlanItem) -> bool:
        above = None if item.parent is None else self.items[item.parent].title
        return bool(above and above.endswith("原则")) and not item.span.of(self.text).endswith(("：", ":"))
