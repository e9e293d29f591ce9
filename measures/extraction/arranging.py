"""Build a plan's tree anew from the levels of its items, after a person has changed some of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kejiting.text.numerals import to_chinese
from measures.extraction.outline import with_short_paths
from measures.extraction.parsed import ParsedPlanItem


def arranged(items: Iterable[ParsedPlanItem]) -> tuple[ParsedPlanItem, ...]:
    """Return the items, in the order of the text, with parents and paths that follow from their levels and numbers.

    What the reader made stays as it is: `arranged(plan.items) == plan.items`. A paragraph without a parent stands
    outside of the body (a notice above it, a signature or an annex below it), and so does what follows it.
    """
    return with_short_paths(tuple(_with_parents(items)))


def _with_parents(items: Iterable[ParsedPlanItem]) -> Iterator[ParsedPlanItem]:
    paths: list[str] = []
    chapter: int | None = None
    section: int | None = None
    for place, item in enumerate(items):
        container = chapter if section is None else section
        match item.level:
            case "chapter":
                chapter, section, parent = place, None, None
            case "section":
                section, parent = place, chapter
            case "measure":
                parent = container
            case "paragraph":
                if item.parent is None:
                    chapter = section = container = None
                parent = container
        paths.append(f"{'' if parent is None else paths[parent]}{_label(item, parent)}")
        yield replace(item, parent=parent, path=paths[-1])


def _label(item: ParsedPlanItem, parent: int | None) -> str:
    """一, （二） in a chapter, 3; nothing for a paragraph, or a heading without a number."""
    if item.number is None or item.level == "paragraph":
        return ""
    if item.level == "measure":
        return str(item.number)
    printed = to_chinese(item.number)
    return printed if item.level == "chapter" or parent is None else f"（{printed}）"
